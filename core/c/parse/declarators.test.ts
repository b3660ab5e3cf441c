import { describe, expect, it } from 'vitest';
import { parseText, refusal } from './testing/parse-text.ts';

describe('names of typedefs', () => {
  it('may name a parameter after a type', () => {
    parseText(
      'typedef int (*hook)(int);\nint call(hook hook, int n);\nint call(hook hook, int n) { return hook(n); }',
    );
  });

  it('stay types in parentheses, as the standard decides', () => {
    parseText('typedef int T;\nint f(int (T));\nint g(int n) { return f(0) + n; }\nint h(T);');
    expect(refusal('typedef int T;\nint f(int (T));\nint g(void) { return f(3.5f, 1); }')).toMatch(
      /too many arguments/,
    );
  });
});

describe('objects of type void', () => {
  it('may be declared extern, for their address', () => {
    parseText('extern const void start, end;\nlong size(void) { return &end - &start; }');
  });

  it('may not be defined', () => {
    expect(refusal('void start;')).toMatch(/variable 'start' declared void/);
  });
});
