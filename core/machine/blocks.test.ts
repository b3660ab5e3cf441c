import { describe, expect, it } from 'vitest';
import { dataAt, decodeStep, Shape, SiteTable } from '../trace/accesses.ts';
import { Timeline } from '../trace/timeline.ts';
import { Trace } from '../trace/trace.ts';
import { runText } from './testing/run-text.ts';

const SIZES = [
  1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 63, 64, 127, 128, 129, 131, 1000, 4095, 4096, 4097,
];

/** Copies and clears blocks of every size at every kind of place, and prints what comes out. */
const PROGRAM = `
#include <stdio.h>
#include <string.h>
static char arena[5 * 4096];
static unsigned long sum;
static void add(void)
{
	for (unsigned long i = 0; i < sizeof(arena); i += 61)
		sum = sum * 31 + arena[i];
}
static void fill(void)
{
	for (unsigned long i = 0; i < sizeof(arena); i++)
		arena[i] = i * 7 + i / 256;
}
${SIZES.map(
  (size) => `
struct s${size} { char bytes[${size}]; };
static void test${size}(void)
{
	struct s${size} *a = (void *)(arena + 4096), *b = (void *)(arena + 2 * 4096 + 5);
	struct s${size} *crossing = (void *)(arena + 3 * 4096 - 3), *over = (void *)(arena + 4096 + 3);
	struct s${size} local = { 1 }, other;
	*b = *a;
	*crossing = *b;
	other = *crossing;
	*a = local;
	*over = other;
	*over = *over;
	memmove(a, over, ${size});
	memmove(over, a, ${size});
	memset(b, ${size}, ${size});
	memcpy(crossing, &other, ${size});
	add();
}`,
).join('')}
int main(void)
{
	fill();
	${SIZES.map((size) => `test${size}(); printf("%d %lu\\n", ${size}, sum);`).join('\n\t')}
	return 0;
}
`;

const text = (recording: ReturnType<typeof runText>['recording']) =>
  recording.events.map((event) => (event.kind === 'stdout' ? event.text : '')).join('');

describe('blocks of memory', () => {
  const recorded = runText(PROGRAM);
  const { recording } = recorded;

  it('end up the same in a plain run and in a recording', () => {
    const plain = runText(PROGRAM, { record: false }).recording;
    expect(recording.outcome).toEqual({ kind: 'finished', exitCode: 0 });
    expect(text(plain)).toBe(text(recording));
    expect(text(plain).split('\n')).toHaveLength(SIZES.length + 1);
  });

  it('are in the log as they were: what a write found, what it left, zeroes behind', () => {
    const sites = new SiteTable(recording.program.sites);
    const timeline = new Timeline(new Trace(recording));
    let blocks = 0;
    for (let step = 0; step < recording.stepCount; step++) {
      const writes = decodeStep(recording, sites, step).filter((a) => a.kind === 'write');
      if (!writes.some((write) => write.site.kind === 'block-write')) continue;
      timeline.seek(step);
      const first = writes[0]!;
      expect(timeline.memory.read(first.address, first.size)).toEqual(first.before);
      timeline.seek(step + 1);
      const last = writes.at(-1)!;
      expect(timeline.memory.read(last.address, last.size)).toEqual(last.after);
      for (const { moment, size, site } of writes) {
        if (site.kind !== 'block-write' || size % 4 === 0) continue;
        const words = Math.ceil(size / 4);
        const data = dataAt(recording.log, moment, Shape.blockWrite);
        for (const end of [data + words, data + 2 * words]) {
          expect(recording.log[end - 1]! >>> (8 * (size % 4))).toBe(0);
        }
      }
      blocks += writes.length;
    }
    expect(blocks).toBeGreaterThan(SIZES.length * 8);
    for (const { page, bytes } of recorded.machine.memory.snapshot()) {
      timeline.runToEnd();
      expect(timeline.memory.read(BigInt(page) << 12n, 4096)).toEqual(bytes);
    }
  });

  it('where there is no memory end the run as writes or reads of it', () => {
    const body = (statement: string) =>
      `struct s { long words[4]; } here; int main(void) { struct s *p = (void *)16; ${statement} return 0; }`;
    for (const record of [true, false]) {
      const write = runText(body('*p = here;'), { record }).recording.outcome;
      expect(write).toMatchObject({ kind: 'oops', address: 16n, access: 'write' });
      const read = runText(body('here = *p;'), { record }).recording.outcome;
      expect(read).toMatchObject({ kind: 'oops', address: 16n, access: 'read' });
    }
  });
});
