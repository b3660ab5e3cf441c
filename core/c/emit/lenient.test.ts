import { describe, expect, it } from 'vitest';
import { runProgram } from '../../machine/index.ts';
import { CError, compileProgram } from '../index.ts';

function run(text: string, lenient: boolean, record: boolean) {
  const tree = { read: (path: string) => (path === 't.c' ? text : undefined) };
  const compiled = compileProgram({
    tree, units: ['t.c'], includePaths: [], defines: {}, record, entry: 'main', lenient,
  }); // prettier-ignore
  return runProgram(compiled, {}).outcome;
}

const both = describe.each([
  ['plain', false],
  ['recorded', true],
]);

both('a lenient program (%s)', (_, record) => {
  const outcome = (text: string) => run(text, true, record);

  it('runs past what it does not reach', () => {
    const text = `
int missing(int);
extern int elsewhere;
int wide(int a) { return a * __builtin_unheard_of(a); }
int main(int argc)
{
	int k = 1;

	if (argc > 100) {
		k = missing(k);
		elsewhere++;
		wide(k);
	}
	while (argc > 100 && missing(2))
		k++;
	return argc > 100 ? missing(3) : k;
}`;
    // the last statement is one: what it can reach may not be emitted, so it stops
    expect(outcome(text)).toMatchObject({ kind: 'oops' });
    expect(outcome(text.replace(/while[^;]*;|argc > 100 \? missing\(3\) :/g, ''))).toEqual({
      kind: 'finished',
      exitCode: 1,
    });
  });

  it.each([
    ['missing(1);', "undefined reference to 'missing' (t.c:4:"],
    ['k = missing(1) + k;', "undefined reference to 'missing' (t.c:4:"],
    ['elsewhere = 1;', "undefined reference to 'elsewhere' (t.c:4:"],
    ['if (missing(1)) k = 2;', "undefined reference to 'missing' (t.c:4:"],
    ['for (; missing(1); ) k = 2;', "undefined reference to 'missing' (t.c:4:"],
    ['{ int w = __builtin_unheard_of(k); k = w + 1; }', 'is not supported (t.c:4:'],
    ['wide(1);', "builtin '__builtin_unheard_of' is not supported (t.c:"],
    ['k = ({ asm("nop"); 3; });', 'inline assembly is not supported (t.c:4:'],
  ])('stops at %s', (statement, reason) => {
    const text = `int missing(int); extern int elsewhere;
int wide(int a) { return a * __builtin_unheard_of(a); }
int main(void) { int k = 0;
${statement}
return k; }`;
    const result = outcome(text);
    expect(result.kind === 'oops' && result.reason).toContain(reason);
  });

  it('jumps to labels beside what it cannot do', () => {
    const text = `int missing(int);
int main(void) { int k = 0; goto in; k = missing(1); if (k) { in: k = 7; } goto out; missing(2); out: return k; }`;
    expect(outcome(text)).toEqual({ kind: 'finished', exitCode: 7 });
  });

  it('has tables that name what nobody defines; using such an entry oopses', () => {
    const text = (index: number) => `int missing(int); int own(int n) { return n; }
int (*table[])(int) = { own, missing };
int main(void) { return table[${index}](5); }`;
    expect(outcome(text(0))).toEqual({ kind: 'finished', exitCode: 5 });
    expect(outcome(text(1))).toMatchObject({ kind: 'oops' });
  });
});

both('any other program (%s)', (_, record) => {
  it.each([
    ['int missing(void); int main(void) { return missing(); }', /undefined reference to 'missing'/],
    ['int main(void) { return __builtin_unheard_of(1); }', /is not supported/],
    ['int missing(void); int (*p)(void) = missing; int main(void) { return 0; }', /undefined/],
  ])('is refused at once: %s', (text, message) => {
    expect(() => run(text, false, record)).toThrow(CError);
    expect(() => run(text, false, record)).toThrow(message);
  });
});
