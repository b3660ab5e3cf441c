import { describe, expect, it } from 'vitest';
import { compileProgram } from '../c/compile.ts';
import { Timeline } from '../trace/timeline.ts';
import { Trace } from '../trace/trace.ts';
import { Machine } from './machine.ts';

/** A kernel of a few lines: maps pages on demand, counts faults, a few system calls. */
const KERNEL = `
#define PAGE_OFFSET 0xffff888000000000UL
int printk(const char *fmt, ...);
int __lab_user_main(void);
void __lab_load_cr3(unsigned long);
unsigned long __lab_copy_from_user(void *to, const void *from, unsigned long n);
void __lab_console(const char *text, unsigned long length, int is_error);
unsigned long __lab_copy_to_user(void *to, const void *from, unsigned long n);
unsigned long next = 0x100000, faults, pgd;
static unsigned long new_page(void) { next += 4096; return next; }
static unsigned long *entry(unsigned long table, unsigned long addr, int shift)
{
	return (unsigned long *)(PAGE_OFFSET + (table & 0xffffffffff000UL)) + ((addr >> shift) & 511);
}
static unsigned long *pte_of(unsigned long addr)
{
	unsigned long table = pgd;
	for (int shift = 39; shift > 12; shift -= 9) {
		unsigned long *e = entry(table, addr, shift);
		if (!*e)
			*e = new_page() | 0x67;
		table = *e;
	}
	return entry(table, addr, 12);
}
int do_user_addr_fault(unsigned long addr, unsigned long error_code)
{
	faults++;
	if (addr < 4096)
		return 11;
	unsigned long *pte = pte_of(addr);
	if (!*pte)
		*pte = new_page() | (error_code & 2 ? 7 : 5);
	else
		*pte |= 2;
	return 0;
}
long do_syscall_64(long nr, long a, long b, long c, long d, long e, long f)
{
	char text[8];
	if (nr == 1) {	/* write(), which printf() calls */
		char line[64];
		if (c > 64)
			c = 64;
		if (__lab_copy_from_user(line, (void *)b, c))
			return -14;
		__lab_console(line, c, 0);
		return c;
	}
	if (nr == 1001)
		return faults;
	if (nr == 1002) {
		if (__lab_copy_from_user(text, (void *)a, 4))
			return -14;
		text[0]++;
		return __lab_copy_to_user((void *)a, text, 4) ? -14 : 0;
	}
	if (nr == 1003)
		return *pte_of(a);
	return -38;
}
int lab_main(void)
{
	pgd = new_page();
	__lab_load_cr3(pgd);
	int code = __lab_user_main();
	printk("exit %d\\n", code);
	return code;
}
`;

const PROGRAM = `
#include <stdio.h>
#include <string.h>
long __lab_syscall(long, long, long, long, long, long, long);
#define sys(nr, a) __lab_syscall(nr, (long)(a), 0, 0, 0, 0, 0)
static int counter = 40;
int main(void)
{
	volatile unsigned char *p = (void *)0x10000000;
	int local = p[0];
	printf("read pte %lx\\n", sys(1003, p) & 0xfff);
	p[1] = 5;
	printf("write pte %lx faults %ld\\n", sys(1003, p) & 0xfff, sys(1001, 0));
	*(volatile unsigned int *)(p + 4094) = 0x01020304;
	printf("%x %x faults %ld\\n", p[4095], p[4096], sys(1001, 0));
	memset((void *)(p + 8192), 'a', 5000);
	memcpy((char *)p + 8192, "xyz", 3);
	printf("%.5s %d\\n", (char *)p + 8192, (int)sys(1002, p + 8192));
	printf("%.5s %ld %d\\n", (char *)p + 8192, sys(1002, 0x10), local + counter);
	char text[16] = "abc";
	sys(1002, text);
	printf("%s\\n", text);
	%s
	return 3;
}
`;

function run(extra: string) {
  const files: Record<string, string> = {
    'kernel.c': KERNEL,
    'program.c': PROGRAM.replace('%s\n\treturn 3', `${extra}\n\treturn 3`),
  };
  const compiled = compileProgram({
    tree: { read: (path) => files[path] },
    units: ['kernel.c'],
    includePaths: [],
    defines: {},
    record: true,
    entry: 'lab_main',
    user: { units: ['program.c'], includePaths: [], defines: {} },
  });
  const machine = new Machine(compiled, { args: ['program'] });
  const recording = machine.run();
  const out = recording.events
    .map((e) => (e.kind === 'stdout' || e.kind === 'printk' ? e.text : ''))
    .join('');
  return { machine, recording, out };
}

describe('user mode', () => {
  const { machine, recording, out } = run('');

  it('translates through the page tables, faults, and sets accessed and dirty bits', () => {
    expect(out.split('\n')).toEqual([
      'read pte 25',
      'write pte 67 faults 2',
      '3 2 faults 3',
      'yyzaa 0',
      'yyzaa -14 40',
      'bbc',
      'exit 3',
    ]);
    expect(recording.outcome).toEqual({ kind: 'finished', exitCode: 3 });
  });

  it('replays to what the machine had', () => {
    const trace = new Trace(recording);
    const timeline = new Timeline(trace);
    timeline.seek(trace.length);
    for (const { page, bytes } of machine.memory.snapshot()) {
      expect(
        Buffer.from(timeline.memory.read(BigInt(page) << 12n, 4096)).equals(Buffer.from(bytes)),
      ).toBe(true);
    }
    timeline.seek(0);
    for (const { page, bytes } of recording.initialPages) {
      expect(
        Buffer.from(timeline.memory.read(BigInt(page) << 12n, 4096)).equals(Buffer.from(bytes)),
      ).toBe(true);
    }
  });

  it('a user statement that faulted goes on as a resumed step', () => {
    const trace = new Trace(recording);
    const handler = trace.stepsEntering('do_user_addr_fault')[0];
    const before = trace.step(handler - 1);
    expect(before.functionName).toBe('main');
    let after = handler;
    while (trace.step(after).depth > before.depth) after++;
    expect(trace.step(after)).toMatchObject({
      functionName: 'main',
      line: before.line,
      resumed: true,
    });
  });

  it('a signal kills the program, not the kernel', () => {
    const killed = run('*(volatile int *)8 = 1;');
    expect(killed.recording.outcome).toEqual({ kind: 'finished', exitCode: 139 });
    expect(killed.out).toContain('segfault at 8');
    expect(killed.out).toContain('exit 139');
  });
});
