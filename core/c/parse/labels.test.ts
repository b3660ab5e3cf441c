import { describe, expect, it } from 'vitest';
import { runText } from '../../machine/testing/run-text.ts';
import { parseText, refusal } from './testing/parse-text.ts';

describe('labels of a block', () => {
  const HERE = '({ __label__ here; here: (unsigned long)&&here; })';

  it('are apart from those of the same name in other blocks', () => {
    parseText(`unsigned long f(void) { here: ; return ${HERE} + ${HERE} ? 1 : 0; goto here; }`);
  });

  it('must be defined', () => {
    expect(refusal('void f(void) { __label__ here; goto here; }')).toMatch(/used but not defined/);
    expect(refusal('void f(void) { __label__ a, a; a: ; }')).toMatch(/'a' is declared twice/);
  });
});

describe('addresses of labels', () => {
  const outcome = (text: string) => runText(text).recording.outcome;

  it('are constants that computed goto jumps to, into loops too', () => {
    const text = `
static int walk(const int *way)
{
	static void *const places[] = { &&left, &&right, &&out };
	int sum = 0;

	goto *places[*way++];
	for (;;) {
left:
		sum += 1;
		goto *places[*way++];
		if (sum) {
right:
			sum += 10;
		}
		goto *places[*way++];
	}
out:
	return sum;
}
int main(void) { int way[] = { 0, 1, 1, 0, 2 }; return walk(way); }`;
    expect(outcome(text)).toEqual({ kind: 'finished', exitCode: 22 });
  });

  it('differ', () => {
    expect(outcome('int main(void) { a: ; b: return &&a != &&b; }')).toMatchObject({ exitCode: 1 });
  });

  it('are refused outside functions and for labels that do not exist', () => {
    expect(refusal('void *p = &&nowhere;')).toMatch(/address of a label outside a function/);
    expect(refusal('void *f(void) { return &&nowhere; }')).toMatch(/'nowhere' is used but not/);
  });

  it('that belong elsewhere stop the run', () => {
    expect(outcome('int main(void) { a: ; goto *(&&a + 77); }')).toMatchObject({ kind: 'oops' });
  });
});
