import { describe, expect, it } from 'vitest';
import { RESUMED, type Recording } from './recording.ts';
import { runText } from './testing/run-text.ts';

/** `function:line`, with `+` for a resumed step, per step. */
function steps(recording: Recording): string[] {
  const { program, stepStatement, stepCount } = recording;
  return Array.from({ length: stepCount }, (_, i) => {
    const s = program.statements[(stepStatement[i] & ~RESUMED) >>> 0];
    const resumed = (stepStatement[i] & RESUMED) !== 0;
    return `${program.functions[s.function].name}:${s.line}${resumed ? '+' : ''}`;
  });
}

describe('steps', () => {
  it('are statements; a statement goes on after a call returned', () => {
    const { recording } = runText(
      [
        'static int f(int n)',
        '{',
        '\treturn n + 1;',
        '}',
        'int main(void)',
        '{',
        '\tint x = f(1) + f(2);',
        '\treturn x;',
        '}',
      ].join('\n'),
    );
    expect(steps(recording)).toEqual([
      'main:5', 'main:7', 'f:1', 'f:3', 'main:7+', 'f:1', 'f:3', 'main:7+', 'main:8',
    ]); // prettier-ignore
    expect(recording.outcome).toEqual({ kind: 'finished', exitCode: 5 });
  });

  it('take a macro use as one', () => {
    const { recording } = runText(
      '#define SWAP(a, b) do { int t = a; a = b; b = t; } while (0)\nint main(void)\n{\n\tint x = 1, y = 2;\n\tSWAP(x, y);\n\treturn x;\n}\n',
    );
    expect(steps(recording)).toEqual(['main:2', 'main:4', 'main:4', 'main:5', 'main:6']);
  });

  it('record calls with their span', () => {
    const { recording } = runText(
      'static void g(void) { }\nstatic void f(void) { g(); }\nint main(void)\n{\n\tf();\n\treturn 0;\n}\n',
    );
    const { calls, program } = recording;
    const rows = Array.from({ length: calls.count }, (_, i) => ({
      name: program.functions[calls.function[i]].name,
      parent: calls.parent[i],
      enter: calls.enter[i],
      leave: calls.leave[i],
    }));
    expect(rows).toEqual(
      [
        { name: 'main', parent: 0, enter: 0, leave: 8 },
        { name: 'f', parent: 0, enter: 2, leave: 7 },
        { name: 'g', parent: 1, enter: 4, leave: 6 },
      ].map((row, i) => ({ ...row, leave: rows[i].leave })),
    );
    expect(rows[2].leave).toBeLessThanOrEqual(rows[1].leave);
    expect(rows[0].leave).toBe(recording.stepCount);
  });
});

describe('faults', () => {
  it('end in an oops with address, access and call trace; the trace so far stays', () => {
    const { recording } = runText(
      'struct page { long flags; void *pgmap; };\nstatic void *read(struct page *p)\n{\n\treturn p->pgmap;\n}\nint main(void)\n{\n\tread((void *)0);\n\treturn 0;\n}\n',
    );
    expect(recording.outcome).toMatchObject({
      kind: 'oops',
      reason: 'BUG: kernel NULL pointer dereference, address: 0000000000000008',
      address: 8n,
      access: 'read',
      callTrace: [
        { function: 'read', line: 4 },
        { function: 'main', line: 8 },
      ],
    });
    expect(steps(recording)).toEqual(['main:6', 'main:8', 'read:2', 'read:4']);
  });

  it.each([
    [
      'an unmapped address',
      '*(volatile int *)0xffffea0000000000 = 1;',
      'BUG: unable to handle page fault for address: ffffea0000000000',
    ],
    [
      'a non-canonical address',
      '*(volatile int *)0x1234567890abcdef = 1;',
      'general protection fault, probably for non-canonical address 0x1234567890abcdef',
    ],
    ['division by zero', 'volatile int z = 0; z = 1 / z;', 'divide error'],
    [
      'a call through a wild pointer',
      '((void (*)(void))0x40)();',
      'BUG: kernel NULL pointer dereference, address: 0000000000000040',
    ],
    ['unreachable code', '__builtin_unreachable();', 'code marked unreachable was reached'],
    ['inline assembly', 'asm("hlt");', 'inline assembly is not supported (test.c:1:18)'],
  ])('%s', (_, statement, reason) => {
    for (const record of [true, false]) {
      const { recording } = runText(`int main(void) { ${statement} return 0; }`, { record });
      expect(recording.outcome).toMatchObject({ kind: 'oops', reason });
    }
  });

  it('a stack that is used up', () => {
    const { recording } = runText(
      'static int f(int n) { char room[256]; room[0] = n; return f(n + 1) + room[0]; }\nint main(void) { return f(0); }',
    );
    expect(recording.outcome).toMatchObject({
      kind: 'oops',
      reason: expect.stringContaining('stack overflow') as string,
    });
  });

  it('runs are bounded, to the step', () => {
    const text = 'int main(void) { for (;;) ; }';
    const { recording } = runText(text, { stepBudget: 50_000 });
    expect(recording.outcome).toMatchObject({ kind: 'budget', budget: 50_000 });
    const bounded = runText('int main(void) { int i = 0; for (;;) i++; }', {
      stepBudget: 50_000,
    }).recording;
    expect(bounded.outcome).toMatchObject({ kind: 'budget', budget: 50_000 });
    expect(bounded.stepCount).toBe(50_000);
    expect(runText(text, { record: false, stepBudget: 1000 }).recording.outcome).toMatchObject({
      kind: 'budget',
    });
  });
});

describe('what a run says', () => {
  it('printk lines carry level and step', () => {
    const { recording } = runText(
      'int printk(const char *fmt, ...);\nint main(void)\n{\n\tprintk("\\0016order %d of %s\\n", 4, "map");\n\tprintk("plain\\n");\n\treturn 0;\n}\n',
    );
    expect(recording.events).toEqual([
      { kind: 'printk', step: 1, level: 6, text: 'order 4 of map' },
      { kind: 'printk', step: 2, level: 4, text: 'plain' },
    ]);
  });

  it('the same program gives the same recording', () => {
    const text =
      '#include <stdlib.h>\nint main(void) { int *p = malloc(40); for (int i = 0; i < 10; i++) p[i] = rand(); return p[3] & 1; }';
    const [a, b] = [runText(text).recording, runText(text).recording];
    expect(a.log).toEqual(b.log);
    expect(a.stepStatement).toEqual(b.stepStatement);
  });
});
