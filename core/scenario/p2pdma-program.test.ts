/** Drives' memory in a program: mapped, read and written by other drives, and pulled out. */
import { describe, expect, it } from 'vitest';
import { projectTree } from '../truth/testing/recorded.ts';
import { loadScenario, recordState } from './index.ts';
import { finished, runUser } from './testing/user-run.ts';

const config = { CONFIG_PCI: true, CONFIG_BLK_DEV_NVME: true, CONFIG_TEST_HMM: true };
const functions = `
#include <sys/wait.h>
static int allocate(int drive)
{
	char path[] = "/sys/bus/pci/devices/0000:04:00.0/p2pmem/allocate";
	path[27] += drive;
	return open(path, O_RDWR);
}
static char *drive_memory(int drive, unsigned long pages)
{
	return at(0x30000000 + drive * 0x100000, pages, PROT_READ | PROT_WRITE, MAP_SHARED,
		  allocate(drive));
}
`;

const run = (body: string) => runUser(body, { functions, config });

describe('a program with memory of drives', () => {
  it.each(['before', 'posted', 'v9'])(
    'runs the scenario, %s',
    (state) => {
      const scenario = loadScenario(projectTree, 'scenarios/p2pdma-program');
      const { events, outcome } = recordState(projectTree, scenario, state);
      expect(
        events
          .flatMap((event) => (event.kind === 'stdout' ? [event.text] : []))
          .join('')
          .split('\n'),
      ).toEqual([
        'nvme0 has 2048 KiB',
        'nvme0 has 2040 KiB',
        '10 11 12 13 14 written by the CPU',
        'nvme1 takes the buffer: 20480 bytes',
        'nvme2 takes the buffer: error 121',
        'nvme2 takes the page of RAM: 4096 bytes',
        'nvme1 gives it back, one page up: 16384 bytes',
        '00 10 11 12 13 written by nvme1',
        'nvme0 has 2044 KiB',
        '/sys/bus/pci/devices/0000:04:00.0/remove: 1 bytes',
        'nvme0: error 2',
        'its memory: error 2',
        'nvme1 takes what is left: 8192 bytes',
        'and what is not: error 14',
        '',
      ]);
      expect(events.filter(({ kind }) => kind === 'warning')).toEqual([]);
      expect(outcome).toEqual(finished(0));
    },
    60_000,
  );

  it('counts the pages as mapped, and gives them back when the last mapping goes', () => {
    const { said, warnings, page, outcome } = run(`
	char *p = drive_memory(0, 2);
	int status;
	lab_watch(p, 2);
	lab_mark("mapped");
	p[0] = 7;
	fflush(stdout);
	pid_t pid = fork();
	if (!pid) {
		lab_mark("in the child");
		p[PAGE] = 8;
		munmap(p, PAGE);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	lab_watch(p, 2);
	lab_mark("without the child");
	printf("%d %d ", p[0], p[PAGE]);
	munmap(p, PAGE);
	char *again = at(0x31000000, 1, PROT_READ | PROT_WRITE, MAP_SHARED, allocate(0));
	lab_watch(again, 1);
	lab_mark("the same page again");
	printf("%d", again[0]);`);
    expect(said).toBe('7 8 7');
    expect(warnings).toEqual([]);
    expect(outcome).toEqual(finished(0));
    const at = (mark: string, address: number) => {
      const { references, mapcount, mapping, flags } = page(mark, address);
      return { references, mapcount, mapping, flags };
    };
    const clean = { references: 1, mapcount: 1, mapping: '', flags: 'PG_reserved' };
    expect(at('mapped', 0x30000000)).toEqual(clean);
    expect(at('in the child', 0x30000000)).toMatchObject({ references: 2, mapcount: 2 });
    // The child's entry was never touched; it leaves no trace but in the counts.
    expect(at('without the child', 0x30000000)).toEqual(clean);
    // Freeing clears no flags: what the last user left there is the next one's.
    expect(at('the same page again', 0x31000000)).toEqual({
      ...clean,
      flags: 'PG_referenced PG_dirty PG_reserved',
    });
  });

  it('stays out of reach of those who do not know such memory', () => {
    const { said, warnings } = run(`
	char *p = drive_memory(0, 1);
	int fd = open("/dev/hmm_dmirror0", O_RDWR);
	p[0] = 1;
	printf("%d ", lab_pin(p) != 0);
	command(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p, 1);
	see((long)at(0x32000000, 1, PROT_READ, MAP_PRIVATE, allocate(0)));
	see((long)mmap(NULL, PAGE, PROT_READ, MAP_SHARED, allocate(0), PAGE));
	see((long)at(0x40000000, 513, PROT_READ, MAP_SHARED, allocate(0)));
	printf("%d", p[0]);`);
    // Not to be pinned or migrated; no private mapping, no offset, and no more than there is.
    expect(said).toBe('1 -22/0/0 22 22 12 1');
    expect(warnings).toEqual([]);
  });

  it('has nothing left there when the drive is pulled out', () => {
    const { said, outcome } = run(`
	char *p = drive_memory(0, 1);
	int file = allocate(0);
	int gone = open("/sys/bus/pci/devices/0000:04:00.0/remove", O_WRONLY);
	p[0] = 1;
	see(write(gone, "1", 1));
	see((long)at(0x32000000, 1, PROT_READ, MAP_SHARED, file));
	printf("%d", open("/dev/nvme0n1", O_RDWR));
	fflush(stdout);
	p[0] = 2;`);
    expect(said).toBe('0 19 -1');
    // Killed by SIGBUS.
    expect(outcome).toEqual(finished(135));
  });
});
