import { describe, expect, it } from 'vitest';
import { errorOf, textOf } from './testing/preprocess-text.ts';

describe('predefined macros', () => {
  it('describe the machine and the dialect', () => {
    expect(textOf('__x86_64__ __GNUC__ __STDC_VERSION__ __SIZEOF_POINTER__ __CHAR_BIT__')).toBe(
      '1 12 201710L 8 8',
    );
    expect(textOf('__SIZE_TYPE__ __INT_FAST16_TYPE__')).toBe('long unsigned int long int');
    expect(textOf('__UINT64_C(5) __INT32_C(5)')).toBe('5UL 5');
    expect(textOf('#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__\nlittle\n#endif')).toBe('little');
  });

  it('hold no clock', () => {
    expect(textOf('__DATE__ __TIME__')).toBe('"Jan  1 1970" "00:00:00"');
  });

  it('know place, level and a counter', () => {
    const sources = {
      'm/a.c': '#include "b.h"\n__FILE__ __LINE__ __INCLUDE_LEVEL__ __COUNTER__ __COUNTER__',
      'm/b.h': '__FILE__ __LINE__ __INCLUDE_LEVEL__ __BASE_FILE__ __COUNTER__\n',
    };
    expect(textOf(sources)).toBe('"m/b.h" 1 1 "m/a.c" 0 "m/a.c" 2 0 1 2');
  });

  it('leave __func__ alone', () => {
    expect(textOf('__func__ __FUNCTION__')).toBe('__func__ __FUNCTION__');
  });

  it('are joined and replaced by the caller', () => {
    const defines = { CONFIG_X: '1', 'TWICE(x)': 'x x', __GNUC__: '4', EMPTY: '' };
    expect(textOf('CONFIG_X TWICE(a) __GNUC__ EMPTY', { defines })).toBe('1 a a 4');
  });

  it('say where a definition of the caller is wrong', () => {
    expect(errorOf(() => textOf('', { defines: { '1x': '' } }))).toBe(
      '<command line>:1:1: error: macro names must be identifiers',
    );
  });
});
