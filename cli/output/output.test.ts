import { describe, expect, it } from 'vitest';
import { hex, hexBytes, hexWord } from './hex.ts';
import { toJson } from './json.ts';
import { styles, widthOf } from './style.ts';
import { table, wrap } from './table.ts';

describe('output', () => {
  it('aligns columns by what is seen, not by what is written', () => {
    const { red } = styles(true);
    const text = table(
      [{ title: 'n', align: 'right' }, { title: 'name' }, { title: 'end' }],
      [
        ['1', red('ab'), 'x'],
        ['10', 'abcd', ''],
      ],
    );
    expect(text).toBe(`   n  name  end\n   1  ${red('ab')}    x\n  10  abcd\n`);
    expect(widthOf(red('ab'))).toBe(2);
  });

  it('paints nothing where colour is not wanted', () => {
    expect(styles(false).red('x')).toBe('x');
    expect(styles(true).red('x')).toBe('\u001b[31mx\u001b[39m');
    expect(styles(true).red('')).toBe('');
  });

  it('wraps at spaces and keeps long words whole', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('incomprehensible x', 5)).toEqual(['incomprehensible', 'x']);
    expect(wrap('', 5)).toEqual([]);
  });

  it('writes bytes in memory order and words as numbers', () => {
    const bytes = Uint8Array.of(0x01, 0, 0x60, 0xf3, 0x03, 0xea, 0xff, 0xff);
    expect(hexBytes(bytes)).toBe('01 00 60 f3 03 ea ff ff');
    expect(hexWord(bytes)).toBe('0xffffea03f3600001');
    expect(hex(5, 2)).toBe('0x05');
  });

  it('writes 64-bit numbers and bytes as hexadecimal text in JSON', () => {
    const value = { address: 0xffffea0000000000n, bytes: Uint8Array.of(1, 0xff), list: [1n] };
    expect(JSON.parse(toJson(value))).toEqual({
      address: '0xffffea0000000000',
      bytes: '01ff',
      list: ['0x1'],
    });
  });
});
