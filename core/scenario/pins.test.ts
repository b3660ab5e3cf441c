/** Pages that the kernel takes on behalf of a device: references, pins, and what they forbid. */
import { describe, expect, it } from 'vitest';
import { finished, runUser } from './testing/user-run.ts';

const P = 0x1000_0000;

/** `gup()` takes pages through /sys/kernel/debug/gup_test and gives them back; `keep()` keeps them pinned. */
const FUNCTIONS = `
static int gup_fd = -1;
static void gup(unsigned long request, void *address, unsigned long pages, unsigned int flags)
{
	struct gup_test gup = { .addr = (unsigned long)address, .size = pages * PAGE,
				.nr_pages_per_call = pages, .gup_flags = flags };
	if (gup_fd < 0)
		gup_fd = open("/sys/kernel/debug/gup_test", O_RDWR);
	int result = ioctl(gup_fd, request, &gup);
	printf("%d/%llu ", result < 0 ? -errno : result, gup.size / PAGE);
}
static void keep(void *address, unsigned long pages, unsigned int flags)
{
	struct pin_longterm_test test = { (unsigned long)address, pages * PAGE, flags };
	if (gup_fd < 0)
		gup_fd = open("/sys/kernel/debug/gup_test", O_RDWR);
	see(ioctl(gup_fd, PIN_LONGTERM_TEST_START, &test));
}
#define WRITE 1
#define LONGTERM 0x100
`;

const run = (body: string, config?: Record<string, number>) =>
  runUser(body, { functions: FUNCTIONS, ...(config && { config }) });

const COHERENT = {
  CONFIG_TEST_HMM_SPM_ADDR_DEV0: 0x5000_0000,
  CONFIG_TEST_HMM_SPM_ADDR_DEV1: 0x6000_0000,
};

describe('pins', { timeout: 60_000 }, () => {
  it('count as many references on small folios', () => {
    const { said, page, outcome, warnings } = run(`
	char *p = map(2);
	p[0] = 1;
	p[PAGE] = 2;
	lab_drain_lru();
	lab_watch(p, 2);
	lab_mark("before");
	keep(p, 1, PIN_LONGTERM_TEST_FLAG_USE_WRITE);
	lab_mark("pinned");
	memset(buffer, 0, PAGE);
	unsigned long to = (unsigned long)buffer;
	see(ioctl(gup_fd, PIN_LONGTERM_TEST_READ, &to));
	printf("%d ", buffer[0]);
	keep(p, 1, 0);
	see(ioctl(gup_fd, PIN_LONGTERM_TEST_STOP));
	lab_mark("unpinned");
	see(lab_pin(p + PAGE));
	lab_mark("got");`);
    expect(said).toBe('0 0 1 22 0 0');
    expect(page('before', P)).toMatchObject({ references: 1, mapcount: 1 });
    expect(page('pinned', P)).toMatchObject({ references: 1025, mapcount: 1 });
    expect(page('unpinned', P)).toMatchObject({ references: 1, mapcount: 1 });
    // A pin does not touch the folio's age; the fast path of a plain reference does.
    expect(page('pinned', P).flags).toBe(page('before', P).flags);
    expect(page('got', P + 4096).references).toBe(2);
    expect(page('got', P + 4096).flags).toContain('PG_referenced');
    expect(warnings).toEqual([]);
    expect(outcome).toEqual(finished(0));
  });

  it('keep a page from moving', () => {
    const { said, page, outcome } = run(`
	char *p = map(3);
	int fd = open("/dev/hmm_dmirror0", O_RDWR);
	for (int i = 0; i < 3; i++)
		p[i * PAGE] = i + 1;
	keep(p + PAGE, 1, 0);
	lab_watch(p, 3);
	command(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p, 3);
	lab_mark("refused");
	printf("%d ", p[PAGE]);
	close(gup_fd);
	lab_drain_lru();
	lab_mark("released");
	command(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p, 3);
	printf("%d %d %d", p[0], p[PAGE], p[2 * PAGE]);`);
    expect(said).toBe('0 -2/0/0 2 0/3/0 1 2 3');
    // folio_try_share_anon_rmap_pte() has refused: the page did not even leave its list.
    expect(page('refused', P + 4096).flags).toContain('PG_owner_2');
    expect(page('released', P + 4096)).toMatchObject({ references: 1, mapcount: 1 });
    expect(outcome).toEqual(finished(0));
  });

  it('go to the right page: shared ones are made one’s own first', () => {
    const { said, outcome, warnings } = run(`
	char *p = map(3), *s = shared(2);
	int fd = memfd_create("file", 0);
	ftruncate(fd, PAGE);
	char *f = mmap(0, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
	p[0] = 1;
	gup(GUP_BASIC_TEST, p, 3, 0);
	gup(GUP_FAST_BENCHMARK, p, 3, 0);
	gup(PIN_FAST_BENCHMARK, p, 3, WRITE);
	gup(PIN_BASIC_TEST, s, 2, WRITE);
	gup(PIN_FAST_BENCHMARK, s, 2, WRITE | LONGTERM);
	keep(f, 1, 0);
	f[0] = 9;
	unsigned long to = (unsigned long)buffer;
	see(ioctl(gup_fd, PIN_LONGTERM_TEST_READ, &to));
	printf("%d ", buffer[0]);
	mprotect(p, PAGE, PROT_READ);
	gup(PIN_BASIC_TEST, p, 3, 0);
	gup(PIN_BASIC_TEST, p, 3, WRITE);
	gup(PIN_BASIC_TEST, p + 2 * PAGE, 3, WRITE);
	gup(GUP_BASIC_TEST, (void *)0x50000000, 1, 0);`);
    // As the driver does: a short count is no error, and what came before counts.
    expect(said).toBe('0/3 0/3 0/3 0/2 0/2 0 0 9 0/3 0/0 0/3 0/0');
    expect(warnings).toEqual([]);
    expect(outcome).toEqual(finished(0));
  });

  it('bring private device pages back; coherent ones only if they are to last', () => {
    const body = (device: number) => `
	char *p = map(4);
	int fd = open("/dev/hmm_dmirror${device}", O_RDWR);
	for (int i = 0; i < 4; i++)
		p[i * PAGE] = i + 1;
	command(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p, 4);
	gup(GUP_BASIC_TEST, p, 1, WRITE);
	gup(GUP_FAST_BENCHMARK, p + PAGE, 1, WRITE);
	gup(PIN_FAST_BENCHMARK, p + 2 * PAGE, 1, WRITE | LONGTERM);
	gup(PIN_LONGTERM_BENCHMARK, p + 3 * PAGE, 1, WRITE);
	command(fd, HMM_DMIRROR_SNAPSHOT, p, 4);
	printf("%x %x %x %x ", buffer[0], buffer[1], buffer[2], buffer[3]);
	printf("%d %d %d %d", p[0], p[PAGE], p[2 * PAGE], p[3 * PAGE]);`;
    const got = '0/4/0 0/1 0/1 0/1 0/1 0/4/0';
    expect(run(body(0)).said).toBe(`${got} 2 2 2 2 1 2 3 4`);
    const coherent = run(body(2), COHERENT);
    expect(coherent.said).toBe(`${got} 42 42 2 2 1 2 3 4`);
    expect(coherent.warnings).toEqual([]);
    expect(coherent.outcome).toEqual(finished(0));
  });
});

describe('mappings of the device itself', { timeout: 60_000 }, () => {
  it('show pages that are nobody’s memory', () => {
    const { said, page, outcome, warnings } = run(`
	int fd = open("/dev/hmm_dmirror0", O_RDWR);
	char *p = at(0x10000000, 2, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd);
	lab_watch(p, 2);
	lab_mark("mapped");
	command(fd, HMM_DMIRROR_SNAPSHOT, p, 2);
	printf("%x %x ", buffer[0], buffer[1]);
	command(fd, HMM_DMIRROR_MIGRATE_TO_DEV, p, 2);
	p[0] = 1;
	lab_mark("copied");
	printf("%d %d ", p[0], p[PAGE]);
	munmap(p, 2 * PAGE);
	p = at(0x10000000, 2, PROT_READ | PROT_WRITE, MAP_SHARED, fd);
	p[0] = 2;
	command(fd, HMM_DMIRROR_SNAPSHOT, p, 2);
	printf("%x %x", buffer[0], buffer[1]);
	munmap(p, PAGE);`);
    expect(said).toBe('0/2/0 1 1 -22/0/0 1 0 0/2/0 2 2');
    const mapped = page('mapped', P);
    expect(mapped).toMatchObject({ references: 1, mapcount: 1, mapping: '', flags: '' });
    expect(page('copied', P).mapping).toBe('anon 0');
    expect(warnings).toEqual([]);
    expect(outcome).toEqual(finished(0));
  });
});
