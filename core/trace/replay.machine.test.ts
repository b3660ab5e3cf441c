import { describe, expect, it } from 'vitest';
import { runText } from '../machine/testing/run-text.ts';
import { Trace } from './trace.ts';
import { Timeline } from './timeline.ts';

/** Every kind of edit: locals, all widths, bit-fields, page-crossing stores, block copies, aliases. */
const PROGRAM = `
#include <string.h>
#include <stdlib.h>
void __lab_map(void *virt, void *target);
struct big { char text[200]; unsigned a : 3, b : 13; long l; } copy;
static char blob[3 * 4096];
int main(void)
{
	struct big local = { .text = "abc", .a = 5 };
	char *heap = malloc(5000);
	for (int i = 0; i < 40; i++) {
		local.b += i;
		local.text[i] = i;
		*(unsigned short *)(blob + 4095) = i * 257;
		*(unsigned long *)(blob + 8190) ^= 0x0123456789abcdefUL * i;
		heap[i * 100] = i;
	}
	copy = local;
	memset(blob + 100, 0x5a, 8000);
	memmove(blob + 50, blob + 60, 4100);
	char *ram = (char *)0xffff888000100000UL, *alias = (char *)0xffffea0000001000UL;
	__lab_map(alias, ram);
	alias[5] = 7;
	ram[6] = alias[5] + 1;
	return alias[6];
}
`;

describe('the trace of a real run', () => {
  const { machine, recording } = runText(PROGRAM);
  const trace = new Trace(recording);

  it('ends with what the machine had in memory', () => {
    expect(recording.outcome).toEqual({ kind: 'finished', exitCode: 8 });
    const timeline = new Timeline(trace);
    timeline.seek(trace.length);
    for (const { page, bytes } of machine.memory.snapshot()) {
      expect(timeline.memory.read(BigInt(page) << 12n, 4096)).toEqual(bytes);
    }
  });

  it('starts from what it held before the first step, after going back all the way', () => {
    const timeline = new Timeline(trace);
    timeline.seek(trace.length);
    timeline.seek(0);
    for (const { page, bytes } of recording.initialPages) {
      expect(timeline.memory.read(BigInt(page) << 12n, 4096)).toEqual(bytes);
    }
  });

  it('names the member of each write', () => {
    const write = trace.lastWrite(
      recording.program.globals.find((g) => g.name === 'copy')!.address,
      4,
      trace.length,
    );
    expect(write?.site.text).toBe('copy');
    const members = recording.program.sites
      .filter((s) => s.kind === 'write' && s.member)
      .map((s) => s.member!.path.join('.'));
    expect(members).toContain('b');
  });
});
