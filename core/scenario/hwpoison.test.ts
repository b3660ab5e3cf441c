/** Memory that goes bad, as `madvise(MADV_HWPOISON)` says it has: entries, signals, and who keeps what. */
import { describe, expect, it, vi } from 'vitest';
import { finished, runUser } from './testing/user-run.ts';

// each run boots a kernel
vi.setConfig({ testTimeout: 120_000 });

const P = 0x10000000;
const SWP_HWPOISON = 0x17n;

const HANDLER = `
#include <setjmp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
static sigjmp_buf back;
static siginfo_t last;
static void jump(int number, siginfo_t *info, void *context)
{
	last = *info;
	siglongjmp(back, 1);
}
static void handle(void)
{
	struct sigaction action = { .sa_sigaction = jump, .sa_flags = SA_SIGINFO };
	sigaction(SIGBUS, &action, NULL);
}
static void told(void) { printf("%lx/%d/%d ", (long)last.si_addr, last.si_code, last.si_addr_lsb); }
static void poison(char *p)
{
	if (!sigsetjmp(back, 1))
		see(madvise(p, PAGE, MADV_HWPOISON));
	else
		told();
}
static void touch(volatile char *p)
{
	if (!sigsetjmp(back, 1))
		printf("%d ", *p);
	else
		told();
}
`;

const run = (body: string, config?: Record<string, boolean | number>) =>
  runUser(body, { functions: HANDLER, ...(config && { config }) });

describe('a bad page', () => {
  const { said, log, entry, outcome, warnings } = run(`
	char *p = map(4);
	int fd = open("/dev/hmm_dmirror0", O_RDWR);
	handle();
	madvise(p, 4 * PAGE, MADV_NOHUGEPAGE);
	for (int i = 0; i < 4; i++)
		p[i * PAGE] = i + 1;
	lab_watch(p, 4);
	poison(p + PAGE);
	lab_mark("bad");
	touch(p + PAGE + 5);
	touch(p + 2 * PAGE);
	command(fd, HMM_DMIRROR_SNAPSHOT, p, 2);
	command(fd, HMM_DMIRROR_READ, p, 2);
	command(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p, 3);
	lab_mark("others moved");
	fflush(stdout);
	if (!fork()) {
		signal(SIGBUS, SIG_DFL);
		p[PAGE] = 1;
		_exit(0);
	}
	int status;
	wait(&status);
	printf("child %d ", WTERMSIG(status));
	munmap(p, 4 * PAGE);`);

  it('is told to who made it so, and to who touches it', () => {
    expect(said).toBe('10001000/4/12 10001005/4/12 3 0/2/0 -14/0/0 -2/0/0 child 7');
    expect(log.filter((line) => line.startsWith('Memory failure'))).toEqual([
      expect.stringMatching(/^Memory failure: 0x[0-9a-f]+: Sending SIGBUS to program:1 due to/),
      expect.stringMatching(/recovery action for dirty LRU page: Recovered$/),
    ]);
  });

  it('leaves an entry that says so, which does not migrate', () => {
    expect((entry('bad', P + 0x1000) ?? 0n) >> 59n).toBe(SWP_HWPOISON);
    expect(entry('others moved', P + 0x1000)).toBe(entry('bad', P + 0x1000));
    expect((entry('others moved', P) ?? 0n) >> 59n).toBe(0x1bn);
  });

  it('leaves nothing behind', () => {
    expect(warnings).toEqual([]);
    expect(log.filter((line) => line.startsWith('BUG'))).toEqual([]);
    expect(outcome).toEqual(finished(0));
  });
});

describe('other pages that go bad', () => {
  it('of a huge page: it is split, and the rest stays', () => {
    const { said, outcome } = run(`
	char *p = at(0x40000000, 512, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
	handle();
	p[0] = 1;
	p[8 * PAGE] = 2;
	poison(p + 7 * PAGE);
	touch(p + 8 * PAGE);
	touch(p + 7 * PAGE);`);
    expect(said).toBe('40007000/4/12 2 40007000/4/12');
    expect(outcome).toEqual(finished(0));
  });

  it('of a file: reading and mapping it fail from then on', () => {
    const { said, outcome } = run(`
	int fd = memfd_create("bad", 0);
	handle();
	see(ftruncate(fd, 2 * PAGE));
	char *p = at(0x20000000, 2, PROT_READ | PROT_WRITE, MAP_SHARED, fd);
	p[0] = 1;
	p[PAGE] = 2;
	poison(p);
	see(pread(fd, buffer, 1, 0));
	see(pwrite(fd, buffer, 1, 0));
	see(pread(fd, buffer, 1, PAGE));
	munmap(p, 2 * PAGE);
	p = at(0x20000000, 2, PROT_READ | PROT_WRITE, MAP_SHARED, fd);
	touch(p);
	touch(p + PAGE);`);
    expect(said).toBe('0 20000000/4/12 5 5 0 20000000/4/12 2');
    expect(outcome).toEqual(finished(0));
  });

  it('of a file that was written to by a system call, mapped for reading only', () => {
    const { said, outcome } = run(`
	int fd = memfd_create("written", 0);
	handle();
	see(pwrite(fd, "x", 1, 0) - 1);
	char *p = at(0x20000000, 1, PROT_READ, MAP_PRIVATE, fd);
	touch(p);
	madvise(p, PAGE, MADV_DONTNEED);
	poison(p);
	touch(p);`);
    expect(said).toBe('0 120 20000000/4/12 20000000/4/12');
    expect(outcome).toEqual(finished(0));
  });

  it('shared with a child that wants to know at once', () => {
    const { said, outcome } = run(`
	char *p = shared(1);
	int ready[2], go[2], status;
	handle();
	p[0] = 1;
	if (pipe(ready) || pipe(go))
		return 1;
	fflush(stdout);
	if (!fork()) {
		char c = p[0];
		see(prctl(PR_MCE_KILL, PR_MCE_KILL_SET, PR_MCE_KILL_EARLY, 0, 0));
		if (!sigsetjmp(back, 1)) {
			c = write(ready[1], &c, 1);
			c = read(go[0], &c, 1);
		}
		_exit(last.si_code);
	}
	read(ready[0], buffer, 1);
	poison(p);
	wait(&status);
	printf("child %d ", WEXITSTATUS(status));`);
    expect(said).toBe('0 20000000/4/12 child 5');
    expect(outcome).toEqual(finished(0));
  });

  it('of a device: only its driver could help', () => {
    const { said, log } = run(
      `
	int fd = open("/dev/hmm_dmirror2", O_RDWR);
	char *p = map(1);
	madvise(p, PAGE, MADV_NOHUGEPAGE);
	p[0] = 1;
	command(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p, 1);
	poison(p);
	touch(p);`,
      { CONFIG_TEST_HMM_SPM_ADDR_DEV0: 0x50000000, CONFIG_TEST_HMM_SPM_ADDR_DEV1: 0x60000000 },
    );
    expect(said).toBe('0/1/0 6 1');
    expect(log.join('\n')).toContain('recovery action for dax page: Failed');
  });
});
