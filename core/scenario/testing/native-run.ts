/** For tests: what the same program says on the kernel of this machine, compiled by gcc. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

const HEAD = `#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#define PAGE 4096UL
static char buffer[16 * PAGE];
static char *at(unsigned long address, unsigned long pages, int prot, int flags, int fd)
{
	return mmap((void *)address, pages * PAGE, prot, flags, fd, 0);
}
static char *map(unsigned long pages)
{
	return at(0x10000000, pages, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
}
static char *shared(unsigned long pages)
{
	return at(0x20000000, pages, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1);
}
static void see(long result) { printf("%ld ", result == -1 ? (long)errno : 0L); fflush(stdout); }
`;

/** Runs `main`'s body with the helpers of `runUser()` that need no driver; what it printed, trimmed. */
export function runNative(body: string, functions = ''): { said: string; signal: number } {
  const folder = mkdtempSync(join(tmpdir(), 'folioscope-native-run-'));
  const program = join(folder, 'p');
  try {
    const main = `int main(void)\n{\n(void)buffer;\nsetvbuf(stdout, 0, _IONBF, 0);\n${body}\n\treturn 0;\n}\n`;
    writeFileSync(`${program}.c`, HEAD + functions + main);
    execFileSync('gcc', ['-w', '-O0', '-o', program, `${program}.c`]);
    const { stdout, signal } = spawnSync(program, { encoding: 'utf8' });
    return { said: stdout.trim(), signal: signal ? constants.signals[signal] : 0 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
