import { describe, expect, it } from 'vitest';
import { runText } from '../machine/testing/run-text.ts';
import { ExpressionError } from './expression/error.ts';
import { Trace } from './trace.ts';
import { watchAt } from './watch.ts';

const PROGRAM = `
struct page { unsigned long flags; int order; };
struct page pages[2];
struct page *current = &pages[0];
int total = 3;
static int twice(int n)
{
	int result;
	result = n * 2;
	total += result;
	return result;
}
int main(void)
{
	int order = 1;
	order = twice(order);
	pages[1].order = order;
	current = &pages[1];
	current->order = twice(4);
	return 0;
}
`;
const trace = new Trace(runText(PROGRAM).recording);
const lineOf = (part: string) => PROGRAM.slice(0, PROGRAM.indexOf(part)).split('\n').length;
const arrives = (part: string, time = 0) => trace.stepsAtLine('test.c', lineOf(part))[time]!;
const number = (position: number, text: string) => watchAt(trace, position, text).value.scalar;

describe('a watched expression', () => {
  it('has its value at every position, and knows who wrote it and who will', () => {
    const set = arrives('total += result');
    expect(watchAt(trace, set, 'total')).toMatchObject({
      value: { scalar: 3n },
      frame: null,
      written: null,
      nextWrite: set,
    });
    const after = watchAt(trace, set + 1, 'total');
    expect(after).toMatchObject({ value: { scalar: 5n }, written: { step: set } });
    expect(after.nextWrite).toBe(arrives('total += result', 1));
    const end = watchAt(trace, trace.length, 'total');
    expect(end).toMatchObject({ value: { scalar: 13n }, nextWrite: -1 });
    expect(end.written?.step).toBe(arrives('total += result', 1));
  });

  it('follows a pointer to the object that it names at that position', () => {
    const write = arrives('pages[1].order = order');
    const moved = arrives('current = &pages[1]');
    expect(watchAt(trace, moved, 'current->order')).toMatchObject({
      value: { scalar: 0n },
      written: null,
    });
    // The pointer has changed; the object that it now names was written before.
    const now = watchAt(trace, moved + 1, 'current->order');
    expect(now).toMatchObject({ value: { scalar: 2n }, written: { step: write } });
  });

  it('at a place of another function means the names of its innermost call', () => {
    const inside = arrives('total += result');
    const at = { file: 'test.c', line: lineOf('order = twice(order)') };
    expect(watchAt(trace, inside, 'order', { at })).toMatchObject({
      value: { scalar: 1n },
      frame: { functionName: 'main' },
    });
    expect(() => watchAt(trace, inside, 'result', { at })).toThrow(/names nothing in main/);
    const end = arrives('return 0');
    const gone = { file: 'test.c', line: lineOf('total += result') };
    expect(() => watchAt(trace, end, 'result', { at: gone })).toThrow(ExpressionError);
  });

  it('of a computed value tells who last changed anything in it', () => {
    const moved = arrives('current = &pages[1]');
    const value = watchAt(trace, moved + 1, 'current - pages');
    expect(value).toMatchObject({ value: { scalar: 1n, address: null } });
    expect(value.written?.step).toBe(moved);
    expect(number(moved, 'total * 2 + 1')).toBe(11n);
  });
});

describe('local variables', () => {
  it('are those of the innermost call that has the name, and not set before they are written', () => {
    const assign = arrives('result = n * 2');
    const before = watchAt(trace, assign, 'result');
    expect(before.frame?.functionName).toBe('twice');
    expect(before.isSet).toBe(false);
    expect(watchAt(trace, assign + 1, 'result')).toMatchObject({
      value: { scalar: 2n },
      isSet: true,
    });
    expect(watchAt(trace, assign, 'n')).toMatchObject({ value: { scalar: 1n }, isSet: true });
    const outer = watchAt(trace, assign, 'order');
    expect(outer.frame?.functionName).toBe('main');
    expect(outer.value.scalar).toBe(1n);
    // The second call: what the first one left on the stack is not its own.
    expect(watchAt(trace, arrives('result = n * 2', 1), 'result').isSet).toBe(false);
  });

  it('can be looked for further out only', () => {
    const assign = arrives('result = n * 2');
    expect(() => watchAt(trace, assign, 'result', { level: 1 })).toThrow(
      "'result' names nothing in main()",
    );
  });
});

describe('what has no value', () => {
  it('says why', () => {
    expect(() => watchAt(trace, 0, 'total +')).toThrow(ExpressionError);
    expect(() => watchAt(trace, 0, 'nobody')).toThrow("'nobody' names nothing in main()");
    expect(() => watchAt(trace, 0, '((struct page *)0)->flags')).toThrow(
      'cannot access memory at address 0x0',
    );
    expect(() => watchAt(trace, 0, 'total = 1')).toThrow('cannot change the recorded run');
  });
});

describe('with page tables', () => {
  it('asks for the writes of the bytes that are behind an address', () => {
    const { address } = trace.program.globals.find(({ name }) => name === 'total')!;
    const translate = (user: bigint) => (user === 0x7000n ? address : null);
    const watched = watchAt(trace, trace.length, '*(int *)0x7000', { translate });
    expect(watched.value.scalar).toBe(13n);
    expect(watched.written?.step).toBe(arrives('total += result', 1));
    expect(() => watchAt(trace, 0, '*(int *)0x9000', { translate })).toThrow(
      'cannot access memory',
    );
  });
});
