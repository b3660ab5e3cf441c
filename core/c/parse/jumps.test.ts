import { describe, expect, it } from 'vitest';
import { runText } from '../../machine/testing/run-text.ts';
import { refusal } from './testing/parse-text.ts';

const HEAD =
  'typedef unsigned long jmp_buf[25]; int setjmp(jmp_buf); void longjmp(jmp_buf, int);\n';

describe('setjmp and longjmp', () => {
  it('stop the run where the call to jump to has returned', () => {
    const text = `${HEAD}jmp_buf b;
static int set(void) { return setjmp(b); }
int main(void) { set(); longjmp(b, 1); }`;
    expect(runText(text).recording.outcome).toMatchObject({
      kind: 'oops',
      reason: 'longjmp to a call that has returned',
    });
  });

  it('come back into the call that they left, in a recording too', () => {
    const text = `${HEAD}jmp_buf b;
static void away(void) { longjmp(b, 4); }
int main(void) { int got = setjmp(b); if (got == 0) away(); return got + 1; }`;
    const { recording } = runText(text);
    expect(recording.outcome).toEqual({ kind: 'finished', exitCode: 5 });
    const { stepCall, stepCount, calls } = recording;
    expect(stepCall[stepCount - 1]).toBe(0);
    expect(calls.leave[0]).toBe(stepCount);
  });

  it('are refused where a statement cannot be entered again', () => {
    const refused = refusal(`${HEAD}jmp_buf b; void f(void) { do ; while (setjmp(b)); }`);
    expect(refused).toMatch(/setjmp here is not supported/);
    expect(refusal(`${HEAD}jmp_buf b; int x = setjmp(b);`)).toMatch(/outside a function/);
  });
});
