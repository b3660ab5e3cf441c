import { describe, expect, it } from 'vitest';
import { runProgram } from '../../machine/index.ts';
import { compileProgram } from '../index.ts';

/** A bit for each way in which plain `char` can be seen to be signed. */
const TEXT = `
static const char text[] = "\\xff";
static char global = 200;
int main(void)
{
	char local = -1;
	unsigned bits = 0;

	bits |= (text[0] < 0) << 0;
	bits |= ("\\xff"[0] < 0) << 1;
	bits |= ('\\xff' < 0) << 2;
	bits |= (global < 0) << 3;
	bits |= (local < 0) << 4;
	bits |= ((char)128 < 0) << 5;
	bits |= (((signed char)-1) < 0) << 6;
#ifdef __CHAR_UNSIGNED__
	bits |= 1 << 7;
#endif
	return bits;
}
int same(char *p, const char *q) { return _Generic(p, char *: 1) + _Generic(q[0], char: 1); }
`;

describe('plain char', () => {
  it.each([
    [undefined, 0b0111_1111],
    [true, 0b1100_0000],
  ])('is unsigned only when asked for (%s)', (unsignedChar, bits) => {
    for (const record of [true, false]) {
      const compiled = compileProgram({
        tree: { read: (path) => (path === 't.c' ? TEXT : undefined) },
        units: ['t.c'], includePaths: [], defines: {}, record, entry: 'main', unsignedChar,
      }); // prettier-ignore
      expect(runProgram(compiled, {}).outcome).toEqual({ kind: 'finished', exitCode: bits });
    }
  });
});
