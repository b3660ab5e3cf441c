import { describe, expect, it } from 'vitest';
import { runText } from '../machine/testing/run-text.ts';
import type { Finding } from '../sanitize/index.ts';
import { Trace } from '../trace/index.ts';
import { ScenarioError } from './error.ts';
import { judge, type ExpectedCheck } from './expectations.ts';
import { loadScenario } from './scenario.ts';
import { memoryTree } from './testing/memory-tree.ts';
import { makeVariant } from './variant.ts';

const PROGRAM = `
int printf(const char *format, ...);
int total;
static int add(int n)
{
	total += n;
	return total;
}
int main(void)
{
	add(1);
	add(2);
	add(3);
	return total;
}
`;
const trace = new Trace(runText(PROGRAM).recording);
const finding: Finding = {
  kind: 'union-confusion',
  text: 'pgmap is read where compound_head was stored',
  place: 'page_pgmap ← somebody at file.c:1',
  step: 3,
  cause: null,
  address: 0n,
  count: 1,
};

/** What becomes of one check. */
function check(one: ExpectedCheck, findings: Finding[] = [], of = trace) {
  return judge(of, 'v9', [{ text: 'so it is', states: null, check: one }], findings)[0]!;
}
const add = trace.stepsEntering('add');

describe('what is expected of a run', () => {
  it('is asked of the states that it is meant for', () => {
    const exit = { kind: 'exit', code: 6 } as const;
    const list = [
      { text: 'all', states: null, check: exit },
      { text: 'this', states: ['v9'], check: exit },
      { text: 'other', states: ['before'], check: exit },
    ];
    expect(judge(trace, 'v9', list, []).map(({ text, met }) => [text, met])).toEqual([
      ['all', true],
      ['this', true],
    ]);
  });

  it('may be how it ends', () => {
    expect(check({ kind: 'exit', code: 6 })).toMatchObject({ met: true, step: trace.length - 1 });
    const other = check({ kind: 'exit', code: 0 });
    expect(other).toMatchObject({ met: false, detail: 'the run ends with 6' });
    const wild = new Trace(runText('int main(void) { return *(int *)8; }').recording);
    expect(check({ kind: 'oops', text: 'main()' }, [], wild)).toMatchObject({ met: true });
    expect(check({ kind: 'oops', text: 'nobody()' }, [], wild).detail).toContain('there is: BUG');
    expect(check({ kind: 'oops', text: 'main()' }).detail).toBe('the run ends with 6');
    expect(check({ kind: 'clean' }, [], wild)).toMatchObject({ met: false });
  });

  it('may be what the sanitizers find, or that nobody finds anything', () => {
    expect(check({ kind: 'clean' })).toMatchObject({ met: true, step: trace.length - 1 });
    expect(check({ kind: 'clean' }, [finding])).toMatchObject({ met: false, step: 3 });
    expect(check({ kind: 'finding', text: 'union-confusion: pgmap' }, [finding])).toMatchObject({
      met: true,
      step: 3,
    });
    expect(check({ kind: 'finding', text: 'lock' }).met).toBe(false);
  });

  it('may be a condition in C: at the end, or whenever a function is called', () => {
    const end = { kind: 'holds', expression: 'total == 6', at: 'end' } as const;
    expect(check(end)).toMatchObject({ met: true, step: trace.length - 1 });
    const at = { function: 'add' };
    const each = check({ kind: 'holds', expression: 'n > 0', at });
    expect(each).toMatchObject({ met: true, detail: 'n > 0 holds all 3 times' });
    const second = check({ kind: 'holds', expression: 'n != 2', at });
    expect(second).toMatchObject({ met: false, step: add[1]! + 1 });
    const wrong = check({ kind: 'holds', expression: 'n ==', at });
    expect(wrong.detail).toContain('expected an expression');
    const never = check({ kind: 'holds', expression: '1', at: { mark: 'halfway' } });
    expect(never.met).toBe(false);
    expect(never.detail).toBe('the run never comes to the mark "halfway"');
  });
});

const YAML = `id: tiny
title: Tiny
summary: Nothing
kernel: { version: "6.12", arch: x86_64 }
mode: module
program: program.c
states:
  - { id: before, title: Before }
  - { id: after, title: After }
expect:
  - text: it ends with 0
    exit: 0
  - text: it warns
    states: [before]
    warning: page_pgmap
  - text: the sum is right
    holds: total == 6
    at: { function: add }
`;
const files = {
  'scenarios/tiny/scenario.yaml': YAML,
  'scenarios/tiny/program.c': 'int lab_main(void) { return 0; }\n',
};
const load = (yaml: string) =>
  loadScenario(memoryTree({ ...files, 'scenarios/tiny/scenario.yaml': yaml }), 'scenarios/tiny');

describe('in a scenario', () => {
  it('are read', () => {
    expect(load(YAML).expectations).toEqual([
      { text: 'it ends with 0', states: null, check: { kind: 'exit', code: 0 } },
      { text: 'it warns', states: ['before'], check: { kind: 'warning', text: 'page_pgmap' } },
      {
        text: 'the sum is right',
        states: null,
        check: { kind: 'holds', expression: 'total == 6', at: { function: 'add' } },
      },
    ]);
  });

  it.each([
    ['    exit: 0\n', '', 'needs exactly one of: exit, oops, warning'],
    ['    exit: 0\n', '    exit: 0\n    clean: true\n', 'needs exactly one of'],
    ['    exit: 0\n', '    exit: 0\n    at: end\n', '"at" says where "holds" is to hold'],
    ['states: [before]', 'states: [nobody]', 'there is no state "nobody"; states: before, after'],
    ['{ function: add }', '{ line: 3 }', 'must be "end", or "mark:"'],
  ])('are refused with line and reason: %s → %s', (from, to, message) => {
    const refusal = () => load(YAML.replace(from, to));
    expect(refusal).toThrow(ScenarioError);
    expect(refusal).toThrow(message);
  });

  it('go with a variant of their state', () => {
    const tree = memoryTree(files);
    const change = { id: 'what-if', title: 'What if', program: 'int lab_main(void){return 1;}' };
    const { scenario } = makeVariant(tree, load(YAML), 'before', change);
    expect(scenario.expectations.map(({ states }) => states)).toEqual([
      null,
      ['before', 'what-if'],
      null,
    ]);
  });
});
