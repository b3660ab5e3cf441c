import { describe, expect, it } from 'vitest';
import { applyPatch, parsePatch } from '../../core/index.ts';
import { UnifiedSource } from './unified-source.ts';

const DIFF = `--- a/x.c
+++ b/x.c
@@ -1,4 +1,5 @@
 one
-two
-three
+2
+3
+3b
 four
`;
const left = 'one\ntwo\nthree\nfour\nfive\n';
const tree = { read: (path: string) => (path === 'x.c' ? left : undefined) };
const applied = applyPatch(tree, parsePatch(DIFF, 'x.patch'));
const right = applied.tree.read('x.c') ?? '';

const drawn = (unified: UnifiedSource) =>
  unified.text.split('\n').map((text, index) => {
    const sign = unified.only.left.has(index + 1)
      ? '-'
      : unified.only.right.has(index + 1)
        ? '+'
        : ' ';
    return sign + text;
  });

describe('two versions of a file in one', () => {
  const unified = new UnifiedSource('x.c', left, right, applied.lines);

  it('read like the diff between them', () => {
    expect(drawn(unified)).toEqual([' one', '-two', '-three', '+2', '+3', '+3b', ' four', ' five']);
  });

  it('have every line of either once', () => {
    const lines = (side: 'left' | 'right') => unified.rows.flatMap((row) => row[side] ?? []).join();
    expect(lines('left')).toBe('1,2,3,4,5');
    expect(lines('right')).toBe('1,2,3,4,5,6');
  });

  it('are found from lines, and lines from them', () => {
    expect(unified.row('left', 3)).toBe(3);
    expect(unified.row('right', 4)).toBe(6);
    expect(unified.row('left', 4)).toBe(unified.row('right', 5));
    expect(unified.line(2, 'right')).toEqual({ side: 'left', line: 2 });
    expect(unified.line(7, 'right')).toEqual({ side: 'right', line: 5 });
    expect(unified.line(7, 'left')).toEqual({ side: 'left', line: 4 });
    expect(unified.line(99, 'left')).toBeNull();
  });

  it('of which only one has the file are all of that one', () => {
    const none = { toRight: () => null, toLeft: () => null };
    expect(drawn(new UnifiedSource('y.c', null, 'a\nb', none))).toEqual(['+a', '+b']);
    expect(drawn(new UnifiedSource('y.c', 'a\nb', null, none))).toEqual(['-a', '-b']);
  });
});
