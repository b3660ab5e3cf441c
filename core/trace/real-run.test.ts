import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Memory } from '../machine/memory.ts';
import { runText } from '../machine/testing/run-text.ts';
import { align } from './align/align.ts';
import type { LineMap } from './align/lines.ts';
import { locals } from './locals.ts';
import { readings } from './readings.ts';
import { Replay } from './replay.ts';
import { Timeline } from './timeline.ts';
import { returnedValue } from './returned.ts';
import { Trace } from './trace.ts';

const LEFT = `
void lab_value(const char *name, unsigned long value);
struct page { unsigned long flags; unsigned long pgmap; unsigned long index; };
static struct page pages[4];

#define twice(x) ({ int once = (x); once + once; })

static int depth(int n)
{
	if (n == 0)
		return 0;
	return depth(n - 1) + 1;
}

static void init(struct page *page, int i)
{
	page->flags = i;
	page->pgmap = 0x1000 + depth(i);
}

static unsigned long get(struct page *page)
{
	return page->pgmap;
}

int main(void)
{
	int i, sum = 0;
	for (i = 0; i < 4; i++)
		init(&pages[i], i);
	sum = twice(depth(2)) + depth(1);
	pages[1].index = (unsigned long)"set late";
	lab_value("pgmap", get(&pages[2]));
	return sum;
}
`;

/** As a patch would: a new function, a changed statement, everything after it moved. */
const ADDED = `static unsigned long page_pgmap(struct page *page)
{
	const char *why = "reads the head";
	return why ? (page - 2)->pgmap : 0;
}

`;
const ADDED_LINES = ADDED.split('\n').length - 1;
const GET = 'static unsigned long get(';
const RIGHT = LEFT.replace(GET, ADDED + GET).replace(
  'return page->pgmap',
  'return page_pgmap(page)',
);
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;
const GET_LINE = lineOf(LEFT, GET);
const CHANGED = lineOf(LEFT, 'return page->pgmap');
const lines: LineMap = {
  toRight: (_file, line) =>
    line === CHANGED ? null : line >= GET_LINE ? line + ADDED_LINES : line,
  toLeft: (_file, line) => {
    if (line >= GET_LINE && line < GET_LINE + ADDED_LINES) return null;
    const back = line >= GET_LINE ? line - ADDED_LINES : line;
    return back === CHANGED ? null : back;
  },
};

const left = new Trace(runText(LEFT).recording);
const right = new Trace(runText(RIGHT).recording);

describe('stepping through a real run', () => {
  const visit = (command: 'stepOver' | 'stepBackOver', start: number, end: number) => {
    const timeline = new Timeline(left);
    timeline.seek(start);
    const seen: number[] = [];
    while (timeline.position !== end) {
      seen.push(timeline.position);
      timeline[command]();
      expect(seen.length).toBeLessThan(1000);
    }
    return seen;
  };

  it('steps over all of main without entering a function, and the same way back', () => {
    const forth = visit('stepOver', 0, left.length);
    expect(forth.every((position) => left.depth(position) === 0)).toBe(true);
    const back = visit('stepBackOver', left.length, 0);
    expect([...back.slice(1).reverse()]).toEqual(forth.slice(1));
    const call = lineOf(LEFT, 'init(&pages');
    expect(forth.filter((position) => left.step(position).line === call)).toHaveLength(4);
  });

  it('steps out of a recursion one call at a time', () => {
    const timeline = new Timeline(left);
    timeline.seek(left.stepsEntering('depth').at(-2)!);
    const depths: number[] = [];
    while (timeline.position < left.length) {
      depths.push(left.depth(timeline.position));
      timeline.stepOut();
    }
    expect(depths).toEqual(depths.map((_, i) => depths[0]! - i));
    expect(depths.at(-1)).toBe(0);
  });

  it('shows the arguments of each call in a recursion', () => {
    const timeline = new Timeline(left);
    const deepest = left.stepsEntering('depth').find((step) => left.depth(step) === 5)!;
    timeline.seek(deepest + 1);
    const arguments_ = left
      .callStack(timeline.position)
      .filter((frame) => frame.functionName === 'depth')
      .map((frame) => locals(left, timeline.memory, frame)[0]!.bytes[0]);
    expect(arguments_).toEqual([0, 1, 2, 3]);
  });

  it('has the memory of a replay from zero after any walk', () => {
    const everything = (memory: { read(address: bigint, length: number): Uint8Array }) => [
      memory.read(left.program.globals.find(({ name }) => name === 'pages')!.address, 96),
      memory.read(left.recording.stackBase + 0xf000n, 4096),
    ];
    const command = fc.constantFrom(
      ...(['stepIn', 'stepOver', 'stepOut', 'stepBackIn', 'stepBackOver', 'stepBackOut'] as const),
    );
    fc.assert(
      fc.property(fc.nat(left.length), fc.array(command, { maxLength: 12 }), (start, walk) => {
        const timeline = new Timeline(left, { checkpointEvery: 7 });
        timeline.seek(start);
        for (const step of walk) {
          timeline[step]();
          const memory = new Memory(left.recording.initialPages);
          new Replay(left.recording, left.sites, memory).forward(0, timeline.position);
          expect(everything(timeline.memory)).toEqual(everything(memory));
        }
      }),
    );
  });
});

describe('comparing real runs of two versions', () => {
  it('finds what the patch changed and nothing else', () => {
    const { differences } = align(left, right, lines);
    expect(differences.map(({ kind }) => kind)).toEqual(['reading', 'flow', 'reading']);
    expect(differences.map(({ text }) => text)).toEqual([
      'struct page.pgmap reads 0x1002 left, 0x1000 right',
      expect.stringMatching(/^page_pgmap\(\) runs on the right only, called at .*:\d+$/),
      'lab_value "pgmap" is 0x1002 left, 0x1000 right',
    ]);
    expect(left.step(differences[0]!.left).line).toBe(CHANGED);
    expect(right.step(differences[0]!.right).line).toBe(CHANGED + ADDED_LINES);
  });

  it('is the mirror image from the other side', () => {
    const there = align(left, right, lines);
    const back = align(right, left, { toRight: lines.toLeft, toLeft: lines.toRight });
    expect(back.differences.map(({ kind }) => kind)).toEqual(
      there.differences.map(({ kind }) => kind),
    );
    for (let p = 0; p <= left.length; p++) expect(back.toLeft(p)).toBe(there.toRight(p));
  });

  it('names the read that each value came through', () => {
    const [l] = readings(left);
    const [r] = readings(right);
    expect(l).toMatchObject({ value: 0x1002n, via: { functionName: 'get' } });
    expect(r).toMatchObject({ value: 0x1000n, via: { functionName: 'page_pgmap' } });
    expect(l!.via!.member).toBe('struct page.pgmap');
    expect(r!.via!.address).toBe(l!.via!.address - 48n);
  });
});

describe('what calls returned', () => {
  it('is there for every call that returned a number, and for no other', () => {
    const text = `
static unsigned char narrow(int n) { return n; }
static long twice(long n) { if (n > 3) return -n; return n + n; }
static char *text(void) { return (char *)0x1234; }
static void nothing(void) { }
struct pair { long a, b; };
static struct pair both(void) { struct pair p = { 1, 2 }; return p; }
static int last(void) { int *gone = (int *)8; return *gone; }
int main(void)
{
	narrow(0x1ff);
	nothing();
	twice(twice(2));
	both();
	return text() != 0 && last();
}
`;
    const trace = new Trace(runText(text).recording);
    const { calls } = trace.recording;
    const returned = Array.from({ length: calls.count }, (_, call) => {
      const { name } = trace.program.functions[calls.function[call]!]!;
      const bytes = returnedValue(trace, call);
      return bytes && `${name} ${Buffer.from(bytes).toString('hex')}`;
    });
    expect(returned).toEqual([
      ...[null, 'narrow ff', null, 'twice 0400000000000000', 'twice fcffffffffffffff'],
      ...[null, 'text 3412000000000000', null],
    ]);
  });
});
