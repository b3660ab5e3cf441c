import { describe, expect, it } from 'vitest';
import { runText } from '../../machine/testing/run-text.ts';
import { parseText, refusal } from './testing/parse-text.ts';

const inMain = (body: string) => `int main(void) { int x = 3, y = 4; ${body} return x; }`;

describe('inline assembly', () => {
  it.each([
    'asm("nop");',
    '__asm__ __volatile__("incl %0" : "+r"(x) : : "cc");',
    'asm volatile("mov %[from], %[to]" : [to] "=r"(x) : [from] "r"(y), "i"(sizeof(int)));',
    'asm __inline volatile("1: .byte " "0x90" ::: "memory", "cc");',
    'asm goto("jmp %l[out]" : : "m"(x) : : out); out:',
    'asm goto("jmp %l0" : "=r"(x) ::: out, back); back: out:',
  ])('is accepted: %s', (statement) => {
    expect(parseText(inMain(`${statement};`)).symbols).toHaveLength(1);
  });

  it('has its operands checked', () => {
    expect(refusal(inMain('asm("" : : "r"(nowhere));'))).toBe(
      "t.c:1:51: error: undeclared name 'nowhere'",
    );
    expect(refusal(inMain('asm("" : "=r"(3));'))).toMatch(/lvalue required as output of asm/);
    expect(refusal(inMain('asm("" : "=r"(x) : "1"(y));'))).toMatch(/asm has no output 1/);
    expect(refusal(inMain('asm goto("" :::: nowhere);'))).toMatch(/'nowhere' is used but not/);
  });

  it('that never ends is refused, not waited for', () => {
    expect(refusal('int f(void) { asm volatile')).toMatch(/expected '\('/);
    expect(refusal('asm')).toMatch(/expected '\('/);
  });

  it('stops the run only when it is reached', () => {
    const { recording } = runText(inMain('if (x == 0) asm("hlt");'));
    expect(recording.outcome).toEqual({ kind: 'finished', exitCode: 3 });
    const reached = runText(inMain('\n\n  asm("hlt");')).recording.outcome;
    expect(reached).toMatchObject({ kind: 'oops' });
    expect(JSON.stringify(reached)).toMatch(/inline assembly is not supported \(\w+\.c:3:3\)/);
  });

  it('without instructions does what it tells the compiler', () => {
    const outcome = (body: string) => runText(inMain(body)).recording.outcome;
    expect(outcome('asm volatile("" ::: "memory");')).toMatchObject({ exitCode: 3 });
    expect(outcome('asm("" : "=r"(x) : "0"(y));')).toMatchObject({ exitCode: 4 });
    expect(outcome('asm("" : "+r"(x));')).toMatchObject({ exitCode: 3 });
    expect(outcome('asm("" : : "r"(x = 9));')).toMatchObject({ exitCode: 9 });
  });
});

describe('names for the linker and for registers', () => {
  it('link a declaration to the function it names', () => {
    const text = 'int twice(int n) { return 2 * n; }\nextern int underlying(int) asm("twice");\n';
    const { recording } = runText(`${text}int main(void) { return underlying(21); }`);
    expect(recording.outcome).toEqual({ kind: 'finished', exitCode: 42 });
  });

  it('of registers may be declared and used as operands, but not read', () => {
    const register = 'register unsigned long here asm("rsp");\n';
    parseText(`${register}void f(void) { asm volatile("call g" : "+r"(here)); }`);
    const { recording } = runText(`${register}int main(void) { return here != 0; }`);
    expect(JSON.stringify(recording.outcome)).toMatch(
      /the machine register 'here' is not supported \(\w+\.c:2:/,
    );
  });
});
