import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runText } from '../../machine/testing/run-text.ts';
import { evaluate, isTrue, readExpression } from '../expression/index.ts';
import { ExpressionError } from '../expression/error.ts';
import { arbitraryRecording, ARENA } from '../testing/arbitrary-recording.ts';
import { Timeline } from '../timeline.ts';
import { Trace } from '../trace.ts';
import { breakpointHits } from './hits.ts';
import type { BreakpointSpec, BreakpointTarget } from './spec.ts';

const PROGRAM = `
struct page { unsigned long flags; struct { int counter; } _refcount; struct page *head; };
static struct page pages[3];
static int total;
static void get(struct page *page, int by)
{
	page->_refcount.counter += by;
	total += by;
}
static int sum(int n)
{
	int result = 0;
	for (int i = 1; i <= n; i++)
		result += i;
	return result;
}
static void empty(void) {}
int main(void)
{
	get(&pages[1], 1);
	get(&pages[1], 1);
	get(&pages[2], 2);
	empty();
	pages[1].head = &pages[2];
	get(&pages[1], -2);
	sum(3);
	sum(10);
	pages[1].head = 0;
	return total;
}
`;
const trace = new Trace(runText(PROGRAM).recording);
const lineOf = (part: string) => PROGRAM.slice(0, PROGRAM.indexOf(part)).split('\n').length;

function hits(target: BreakpointTarget, condition = '', of = trace) {
  const work = breakpointHits(of, { target, condition });
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
/** The line and the values of expressions at each hit. */
function seen(spec: BreakpointTarget, condition: string, ...texts: string[]): string[] {
  return [...hits(spec, condition).positions].map((position) => {
    const frame = trace.callStack(Math.min(position, trace.length - 1))[0]!;
    const memory = new Timeline(trace).memoryAt(position);
    const values = texts.map((text) => {
      return String(evaluate(readExpression(trace.program, text, frame), { memory, frame }).scalar);
    });
    return [frame.functionName, ...values].join(' ');
  });
}

describe('breakpoints', () => {
  it('on a function stop when the parameters have their values', () => {
    expect(seen({ kind: 'function', name: 'get' }, '', 'page - pages', 'by')).toEqual([
      'get 1 1',
      'get 1 1',
      'get 2 2',
      'get 1 -2',
    ]);
    expect(
      seen({ kind: 'function', name: 'get' }, 'page == &pages[1] && by > 0', 'by'),
    ).toHaveLength(2);
    expect(hits({ kind: 'function', name: 'empty' }).positions).toHaveLength(1);
  });

  it('on a line, with a condition on locals', () => {
    const line = { kind: 'line', file: 'test.c', line: lineOf('result += i') } as const;
    expect(hits(line).positions).toHaveLength(13);
    expect(seen(line, 'n == 10 && i > 8', 'i', 'result')).toEqual(['sum 9 36', 'sum 10 45']);
  });

  it('on a word: whoever writes it, and what', () => {
    const pages = trace.program.globals.find(({ name }) => name === 'pages')!;
    const address = `0x${(pages.address + 24n + 8n).toString(16)}`;
    const word = { kind: 'word', address, size: 4 } as const;
    expect(seen(word, '', 'pages[1]._refcount.counter')).toEqual(['get 1', 'get 2', 'get 0']);
    expect(seen(word, '$value == 0 && $old == 2', 'by')).toEqual(['get -2']);
  });

  it('on a field of any record of that name, with the record at hand', () => {
    const field = { kind: 'field', record: 'struct page', member: '_refcount' } as const;
    expect(hits(field).positions).toHaveLength(4);
    expect(seen(field, '$object == &pages[2]', 'by')).toEqual(['get 2']);
    expect(seen(field, '$value < $old', 'by')).toEqual(['get -2']);
    expect(seen(field, '$object->head', 'by')).toEqual(['get -2']);
    expect(hits({ ...field, member: 'flags' }).positions).toHaveLength(0);
  });

  it('on an expression that becomes true', () => {
    const when = (expression: string): BreakpointTarget => ({
      kind: 'expression',
      expression,
      place: null,
    });
    expect(seen(when('pages[1]._refcount.counter == 2'), '', 'total')).toEqual(['get 1']);
    expect(seen(when('total == 2'), '')).toEqual(['get', 'get']);
    expect(seen(when('total >= 0'), '')).toEqual(['main']);
    // What it is computed from may change on the way: no value counts as false.
    const head = hits(when('pages[1].head->_refcount.counter == 2'));
    expect(head.positions).toHaveLength(1);
    expect(head.failed).toBe(2);
    expect(head.failure).toBe('cannot access memory at address 0x8');
  });

  it('on an expression over the locals of a function', () => {
    const place = { function: 'sum', line: lineOf('result += i') };
    const target = { kind: 'expression', expression: 'result == 6', place } as const;
    expect(seen(target, '', 'n', 'i')).toEqual(['sum 3 3', 'sum 10 3']);
    expect(hits({ ...target, expression: 'result > 1000' }).positions).toHaveLength(0);
  });

  it.each<[BreakpointTarget, string, string]>([
    [{ kind: 'function', name: 'nobody' }, '', "no function 'nobody'"],
    [{ kind: 'line', file: 'other.c', line: 1 }, '', "no file 'other.c'"],
    [{ kind: 'line', file: 'test.c', line: 1 }, '', 'no statement begins at line 1'],
    [{ kind: 'word', address: 'page', size: 8 }, '', "'page' is no address"],
    [{ kind: 'field', record: 'struct folio', member: 'x' }, '', "no 'struct folio'"],
    [{ kind: 'expression', expression: 'page', place: null }, '', "'page' names nothing"],
    [{ kind: 'function', name: 'get' }, 'page ==', 'expected an expression'],
    [{ kind: 'function', name: 'get' }, 'total = 3', 'cannot change'],
  ])('refuse %o %s', (target, condition, message) => {
    expect(() => hits(target, condition)).toThrow(message);
    expect(() => hits(target, condition)).toThrow(ExpressionError);
  });
});

describe('an expression over random memory', () => {
  it('becomes true exactly where looking at every step says so', () => {
    const texts = fc.constantFrom(
      '*(unsigned char *)A == 3',
      '(*(unsigned long *)A & 1) == 1',
      '*(unsigned int *)(A + 4096) > *(unsigned int *)A',
      '*(unsigned short *)(A + 4094)',
      '*(unsigned char *)(A + *(unsigned char *)A)',
    );
    fc.assert(
      fc.property(arbitraryRecording, texts, fc.nat(24), (recording, text, offset) => {
        const one = new Trace(recording);
        if (one.length === 0) return;
        const expression = text.replaceAll('A', `0x${(ARENA + BigInt(offset)).toString(16)}`);
        const read = readExpression(one.program, expression);
        const timeline = new Timeline(one);
        const expected: number[] = [];
        let before = false;
        for (let position = 0; position <= one.length; position++) {
          timeline.seek(position);
          const holds = isTrue(evaluate(read, { memory: timeline.memory, frame: null }));
          if (holds && !before) expected.push(position);
          before = holds;
        }
        const spec: BreakpointSpec['target'] = { kind: 'expression', expression, place: null };
        expect([...hits(spec, '', one).positions]).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});
