import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runText } from '../../machine/testing/run-text.ts';
import { Trace } from '../../trace/index.ts';
import type { Scenario } from '../scenario.ts';
import {
  anchorFor,
  isRight,
  LostAnchor,
  parseTour,
  plainText,
  resolveAnchor,
  resolveStop,
  stopYaml,
  tourYaml,
  type TourRuns,
} from './index.ts';

const program = (factor: number) => `
int printf(const char *format, ...);
int total;
static int add(int n)
{
	total += n * ${factor};
	return total;
}
int main(void)
{
	for (int i = 1; i <= 4; i++)
		add(i);
	total = 7;
	return 0;
}
`;
const runs = (...factors: number[]): TourRuns => {
  const made = new Map(
    factors.map((factor, index) => {
      const text = program(factor);
      const sources = { read: () => text };
      const trace = new Trace(runText(text).recording);
      return [`s${index}`, { state: `s${index}`, trace, sources }];
    }),
  );
  return { run: (state) => made.get(state) ?? null, compare: () => null };
};
const scenario = { id: 'sum', directory: 'scenarios/sum', states: [{ id: 's0' }, { id: 's1' }] };
const tour = (stops: string) =>
  parseTour(`title: T\nstates: [s0]\nstops:\n${stops}`, 'x.tour.yaml', scenario as Scenario);
const stopAt = (at: string, more = '') =>
  tour(`  - title: S\n    at: ${at}\n    text: total is {{total}}\n${more}`).stops[0]!;
const found = (at: string, of = runs(1)) => resolveStop(of, stopAt(at));

describe('an anchor', () => {
  it.each([
    ['{ call: add }', '0'],
    ['{ call: add, nth: 3 }', '3'],
    ['{ return: add, nth: 3 }', '6'],
    ['{ write: total, nth: 2 }', '3'],
    ['{ call: add, when: n > 2 }', '3'],
    ["{ line: 'total = 7;', in: main }", '10'],
    ['{ becomes: total > 5 }', '6'],
    ['{ return: add, after: { becomes: total > 5 } }', '6'],
    ['{ end: true }', '7'],
  ])('%s', (at, total) => {
    const { values, lost } = found(at);
    expect(lost).toEqual([]);
    expect(values['total']).toBe(total);
  });

  it.each([
    ['{ call: sub }', 'there is no function sub()'],
    ['{ call: add, nth: 5 }', 'a call of add() is met only 4 times'],
    ['{ call: add, when: n == 9 }', 'a call of add() is met 4 times, but never where n == 9'],
    ["{ line: 'total', in: add }", 'is on several lines of add()'],
    ["{ line: 'minus', in: add }", 'no line of add() holds "minus"'],
    ['{ mark: gone }', 'the mark "gone" is met never'],
    ['{ first: oops }', 'a first oops is met never'],
    ['{ write: totals }', 'totals'],
    ['{ first: difference }', 'needs a second state'],
  ])('%s is lost, and says why', (at, message) => {
    const { positions, lost } = found(at);
    expect(positions).toEqual({ s0: null });
    expect(lost).toMatchObject([{ state: 's0', part: 'at' }]);
    expect(lost[0]!.message).toContain(message);
  });

  it('is found again in another state, at another step', () => {
    const stop = stopAt('{ return: add, nth: 2 }', '    states: [s0, s1]\n');
    const { positions, lost } = resolveStop(runs(1, 5), stop);
    expect(lost).toEqual([]);
    expect(Object.keys(positions)).toEqual(['s0', 's1']);
  });

  it('made for a position leads back to it, also through the file', () => {
    const of = runs(1);
    const { trace } = of.run('s0')!;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: trace.length }), (position) => {
        const draft = { state: 's0', position, states: ['s0'], page: null, watch: ["n + 'a'"] };
        let anchor;
        try {
          anchor = anchorFor(of, draft);
        } catch (error) {
          expect(error).toBeInstanceOf(LostAnchor);
          return;
        }
        expect(resolveAnchor(of, 's0', anchor)).toBe(position);
        const item = stopYaml(of, draft, anchor, 'Look: {{total}}');
        const file = tourYaml("My 'tour'", 'sum', ['s0'], [item]);
        const [stop] = parseTour(file, 'my.tour.yaml', scenario as Scenario).stops;
        expect(stop!.at).toEqual(anchor);
        expect(stop!.show.watch).toEqual(["n + 'a'"]);
      }),
    );
  });
});

describe('a question', () => {
  const ask = (source: string) =>
    stopAt('{ call: add, nth: 2 }', `    question:\n      ask: What?\n${source}`);
  const value = ask('      value: total\n      at: { return: add, nth: 2 }\n');

  it('is answered by the recording, and by C at the stop', () => {
    const of = runs(1);
    const { answer } = resolveStop(of, value);
    expect(answer).toMatchObject({ text: '3', bytes: '03 00 00 00' });
    expect(answer!.written).toContain('add');
    const given = (text: string) => isRight(of, value, answer!, { kind: 'value', text });
    expect([given('3'), given('total + n'), given('0x3'), given('4')]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(() => given('head | 1')).toThrow(LostAnchor);
  });

  it('has another answer where the program does something else', () => {
    expect(resolveStop(runs(5), value).answer).toMatchObject({ text: '15' });
  });

  it('of choices has exactly one that is right', () => {
    const choices = ask(
      '      choices:\n        - { text: little, when: total < 10 }\n        - { text: much, when: total >= 10 }\n        - { text: oops, reaches: { first: oops } }\n      at: { end: true }\n',
    );
    const of = runs(1);
    const { answer } = resolveStop(of, choices);
    expect(answer).toMatchObject({ text: 'little', right: { kind: 'choice', index: 0 } });
    expect(isRight(of, choices, answer!, { kind: 'choice', index: 1 })).toBe(false);
    const both = ask(
      '      choices:\n        - { text: a, when: 1 == 1 }\n        - { text: b, when: 2 == 2 }\n',
    );
    expect(resolveStop(of, both).lost[0]).toMatchObject({
      part: 'question',
      message: '"a" and "b" are both right',
    });
  });

  it('may be about a step', () => {
    const step = ask('      step: { write: total, nth: 3 }\n');
    const of = runs(1);
    const { answer } = resolveStop(of, step);
    const at = (position: number) => isRight(of, step, answer!, { kind: 'step', position });
    expect([at(answer!.position), at(answer!.position - 1), at(0)]).toEqual([true, true, false]);
  });
});

describe('a tour file', () => {
  const message = (text: string) => {
    try {
      parseTour(text, 'x.tour.yaml', scenario as Scenario);
    } catch (error) {
      return (error as { format: () => string }).format();
    }
    return 'fine';
  };
  const stop = '  - title: S\n    text: T\n';

  it.each([
    ['stops: [', 'not valid YAML'],
    [`title: T\nstates: [s0]\nstops:\n${stop}`, 'x.tour.yaml:4: error: stops[0].at: is missing'],
    [
      `title: T\nstates: [s7]\nstops:\n${stop}    at: { end: true }`,
      'x.tour.yaml:2: error: states: there is no state "s7"',
    ],
    [
      `title: T\nstates: [s0]\nstops:\n${stop}    at: { mark: a, call: b }`,
      'x.tour.yaml:6: error: stops[0].at: needs exactly one of',
    ],
    [`title: T\nstates: [s0]\nstops:\n${stop}    at: { step: 5 }`, 'unknown key'],
    [`title: T\nstates: [s0]\nstops:\n${stop}    at: { line: x }`, '"in" names it'],
    [
      `title: T\nstates: [s0]\nstops:\n${stop}    at: { mark: a, in: b }`,
      'goes with line, becomes, not with mark',
    ],
    [
      `title: T\nscenario: other\nstates: [s0]\nstops:\n${stop}    at: { end: true }`,
      'is a tour of "other", not of "sum"',
    ],
  ])('%j is refused with file and line', (text, expected) => {
    expect(message(text)).toContain(expected);
  });
});

describe('the text of a stop', () => {
  it('knows paragraphs, lists, code, emphasis and values', () => {
    const text = 'One *two* **three**\nfour `a*b*c` {{x + 1}}\n\n- a\n- b\n  c\n\n    int *p;\n';
    expect(plainText(text, (expression) => `<${expression}>`)).toBe(
      'One two three four a*b*c <x + 1>\n\n- a\n- b c\n\n    int *p;',
    );
  });

  it('is nothing but text otherwise, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'<>&"\'abc/=') }), (text) => {
        expect(plainText(text, () => '')).toBe(text.trim());
      }),
    );
  });
});
