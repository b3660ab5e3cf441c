import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyPatch, parsePatch } from '../../core/index.ts';
import { createFileTree } from './file-tree.ts';
import { diffText, withStatement } from './source-edit.ts';

describe('diffText', () => {
  const line = fc.constantFrom('\tint a;', '{', '}', '', '\treturn a;', '#include <x.h>');
  const text = fc
    .array(line, { maxLength: 40 })
    .map((lines) => lines.map((one) => `${one}\n`).join(''));

  it('gives a diff that our own reader applies, for any two texts', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = diffText('kernel/mm/x.c', before, after);
        if (before === after) {
          expect(diff).toBe('');
          return;
        }
        const patch = parsePatch(diff, 'x.patch');
        const tree = createFileTree({ 'kernel/mm/x.c': before });
        const applied = applyPatch(tree, patch, { prefix: 'kernel/' });
        expect(applied.tree.read('kernel/mm/x.c')).toBe(after);
      }),
    );
  });
});

describe('withStatement', () => {
  const text = 'void f(void)\n{\n\tg();\n}\n';

  it('puts a statement before a line, indented like it', () => {
    expect(withStatement(text, 3, 'h();', null)).toBe('void f(void)\n{\n\th();\n\tg();\n}\n');
  });

  it('carries it out at one visit only', () => {
    const changed = withStatement(text, 3, 'h();', 4);
    expect(changed).toContain(
      '\t{\n\t\tstatic unsigned long visits;\n\n\t\tif (++visits == 4) {\n',
    );
    expect(changed.split('\n')).toHaveLength(text.split('\n').length + 7);
  });
});
