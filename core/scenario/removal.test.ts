/** Device memory that goes away while programs have pages in it: by a command, and with the driver. */
import { describe, expect, it } from 'vitest';
import { finished, runUser } from './testing/user-run.ts';

const COHERENT = {
  CONFIG_TEST_HMM_SPM_ADDR_DEV0: 0x50000000,
  CONFIG_TEST_HMM_SPM_ADDR_DEV1: 0x60000000,
};

const functions = `
#include <sys/syscall.h>
#include <sys/wait.h>
static int device(int number)
{
	char name[] = "/dev/hmm_dmirror0";
	name[16] += number;
	return open(name, O_RDWR);
}
static void to(int fd, void *address, unsigned long pages)
{
	struct hmm_dmirror_cmd cmd = { (unsigned long)address, (unsigned long)buffer, pages, 0, 0 };
	if (ioctl(fd, HMM_DMIRROR_MIGRATE_TO_DEV, &cmd))
		printf("to: %d ", errno);
}
static void release(int fd)
{
	struct hmm_dmirror_cmd cmd = { 0x10000000, (unsigned long)buffer, 1, 0, 0 };
	see(ioctl(fd, HMM_DMIRROR_RELEASE, &cmd));
}
static void remove_driver(void)
{
	see(syscall(SYS_delete_module, "test_hmm", O_NONBLOCK));
}
`;

function run(body: string, config: Record<string, boolean | number> = {}) {
  const { said, warnings, outcome } = runUser(body, { functions, config });
  expect(warnings).toEqual([]);
  expect(outcome).toEqual(finished(0));
  return said;
}

describe('removing the chunks of a device', () => {
  it('brings back what more than 2 MiB of a chunk holds, frame by frame from the top', () => {
    // The driver registers 512 pages at a time; the command moves 16.
    const { said, entry, warnings, outcome } = runUser(
      `
	static char *p;
	int fd = device(0);
	p = map(528);
	for (int i = 0; i < 528; i++)
		*(int *)(p + i * PAGE) = 1000 + i;
	for (int i = 0; i < 528; i += 16)
		to(fd, p + i * PAGE, 16);
	lab_watch(p, 528);
	lab_mark("on the device");
	release(fd);
	int wrong = 0;
	for (int i = 0; i < 528; i++)
		wrong += *(int *)(p + i * PAGE) != 1000 + i;
	printf("%d ", wrong);
	to(fd, p, 16);
	printf("%d", *(int *)(p + 15 * PAGE));`,
      { functions },
    );
    expect(said).toBe('0 0 1015');
    expect(warnings).toEqual([]);
    expect(outcome).toEqual(finished(0));
    // The swap offset is kept inverted, from bit 14 on once the type is shifted out.
    const frame = (index: number) =>
      (BigInt.asUintN(64, ~(entry('on the device', 0x1000_0000 + index * 4096) ?? 0n) << 5n) >>
        14n) &
      0xff_ffff_ffffn;
    expect([0, 511, 512, 527].map((index) => frame(0) - frame(index))).toEqual([
      0n,
      511n,
      512n,
      527n,
    ]);
  }, 120_000);

  it('leaves the other device alone', () => {
    const said = run(`
	char *p = map(2);
	int a = device(0), b = device(1);
	p[0] = 1;
	p[PAGE] = 2;
	to(a, p, 1);
	to(b, p + PAGE, 1);
	release(a);
	command(b, HMM_DMIRROR_SNAPSHOT, p, 2);
	printf("%02x %02x ", buffer[0], buffer[1]);
	printf("%d %d", p[0], p[PAGE]);`);
    // Page 0 is ordinary memory again, page 1 still private memory of the second device.
    expect(said).toBe('0 0/2/0 02 22 1 2');
  });

  it('finds the pages of parent and child', () => {
    const said = run(`
	char *p = map(3);
	int fd = device(0);
	int status;
	for (int i = 0; i < 3; i++)
		p[i * PAGE] = 10 + i;
	to(fd, p, 3);
	fflush(stdout);
	pid_t pid = fork();
	if (!pid) {
		release(fd);
		p[PAGE] = 77;
		printf("child %d %d %d ", p[0], p[PAGE], p[2 * PAGE]);
		fflush(stdout);
		_exit(3);
	}
	waitpid(pid, &status, 0);
	printf("%d parent %d %d %d", WEXITSTATUS(status), p[0], p[PAGE], p[2 * PAGE]);`);
    expect(said).toBe('0 child 10 77 12 3 parent 10 11 12');
  });

  it('brings back coherent memory, too', () => {
    const said = run(
      `
	char *p = map(2);
	int fd = device(2);
	p[0] = 5;
	p[PAGE] = 6;
	to(fd, p, 2);
	command(fd, HMM_DMIRROR_SNAPSHOT, p, 2);
	printf("%02x ", buffer[0]);
	release(fd);
	printf("%d %d", p[0], p[PAGE]);`,
      COHERENT,
    );
    expect(said).toBe('0/2/0 42 0 5 6');
  });
});

describe('removing the driver', () => {
  it('is refused while a device is open, by whomever', () => {
    const said = run(`
	int fd = device(0);
	remove_driver();
	int other = dup(fd);
	close(fd);
	remove_driver();
	close(other);
	remove_driver();
	see(device(0));
	see(device(1));
	remove_driver();`);
    // EAGAIN twice, then it goes; ENOENT for the devices and for the driver.
    expect(said).toBe('11 11 0 2 2 2');
  });

  it('leaves programs with their data', () => {
    const said = run(`
	char *p = map(4);
	int fd = device(0);
	for (int i = 0; i < 3; i++)
		p[i * PAGE] = 20 + i;
	to(fd, p, 4);
	close(fd);
	remove_driver();
	p[3 * PAGE]++;
	printf("%d %d %d %d", p[0], p[PAGE], p[2 * PAGE], p[3 * PAGE]);`);
    expect(said).toBe('0 20 21 22 1');
  });
});
