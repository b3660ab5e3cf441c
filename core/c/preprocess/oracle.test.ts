import { describe, expect, it } from 'vitest';
import { FileTable } from '../token.ts';
import { preprocess } from './preprocess.ts';
import { hasAttribute, hasBuiltin } from './supported.ts';
import { corpus, gcc, gccTokens, hasGcc, INCLUDE_PATHS } from './testing/corpus.ts';
import { textOf } from './testing/preprocess-text.ts';

const FILES = [
  'standard.c',
  'variadic.c',
  'optional.c',
  'recursion.c',
  'strings.c',
  'conditions.c',
  'includes.c',
  'misc.c',
  'kernel-idioms.c',
];

describe.skipIf(!hasGcc)('the same tokens as gcc -E', () => {
  it.each(FILES)('%s', (name) => {
    const tokens = preprocess(name, corpus, new FileTable(), {
      includePaths: INCLUDE_PATHS,
      defines: {},
    });
    const ours = tokens.map((token) => token.text);
    expect(ours.length).toBeGreaterThan(20);
    expect(ours).toEqual(gccTokens(name));
  });

  it('predefined macros, but for those left out on purpose', () => {
    const names = [...gcc(['-dM', '-x', 'c', '-'], '').matchAll(/^#define (\w+)(?= )/gm)]
      .map((match) => match[1]!)
      .filter(
        (name) =>
          !/^__(DEC(\d|_|IMAL_BID)|FLT\d|[A-Z]*SSE|MMX|pic|PIC|pie|PIE|SIZEOF_FLOAT128)/.test(name),
      );
    expect(names.length).toBeGreaterThan(200);
    const lines = names.map((name) => `"${name}" = ${name} ;`).join('\n');
    const theirs = textOf(gcc(['-P', '-x', 'c', '-'], lines));
    expect(textOf(lines).split(';')).toEqual(theirs.split(';'));
  });

  it('what __has_attribute and __has_builtin claim, gcc has', () => {
    const attributes = ['noinline', '__packed__', 'cleanup', 'counted_by', 'no_such_thing'];
    const builtins = ['__builtin_expect', '__builtin_clzl', '__sync_synchronize', 'no_such_thing'];
    const text = [
      ...attributes.map((name) => `__has_attribute(${name})`),
      ...builtins.map((name) => `__has_builtin(${name})`),
    ].map((call) => `#if ${call}\nyes ${call.replaceAll(/\W/g, '_')}\n#endif`);
    expect(textOf(text.join('\n'))).toBe(textOf(gcc(['-P', '-x', 'c', '-'], text.join('\n'))));
    expect(hasAttribute('counted_by')).toBe(false);
    expect(hasBuiltin('no_such_thing')).toBe(false);
  });
});
