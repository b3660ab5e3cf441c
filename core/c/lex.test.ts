import { describe, expect, it } from 'vitest';
import { lex } from './lex.ts';
import { LexKind } from './source-token.ts';
import { FileTable } from './token.ts';

const KINDS = Object.fromEntries(Object.entries(LexKind).map(([name, kind]) => [kind, name]));

/** `text kind` of all tokens but the last. */
function kindsOf(text: string): string[] {
  const tokens = lex(text, 0, new FileTable());
  expect(tokens.pop()!.kind).toBe(LexKind.endOfFile);
  return tokens.map((token) => `${token.text} ${KINDS[token.kind]}`);
}

function textsOf(text: string): string[] {
  return lex(text, 0, new FileTable())
    .slice(0, -1)
    .map((token) => token.text);
}

/** `line:column text` of all tokens, the end included. */
function placesOf(text: string): string[] {
  return lex(text, 0, new FileTable()).map(
    (token) => `${token.line}:${token.column} ${token.text}`,
  );
}

describe('lexer', () => {
  it('tells the kinds apart', () => {
    expect(kindsOf(`if x1 $y 12 .5 'a' "s" + @ \\`)).toEqual([
      'if identifier',
      'x1 identifier',
      '$y identifier',
      '12 number',
      '.5 number',
      "'a' character",
      '"s" string',
      '+ punctuator',
      '@ other',
      '\\ other',
    ]);
  });

  it('takes the longest punctuator', () => {
    const all =
      '<<= >>= ... -> ++ -- << >> <= >= == != && || *= /= %= += -= &= ^= |= ## <: :> <% %> %:%: %: ' +
      '[ ] ( ) { } . & * + - ~ ! / % < > ^ | ? : ; = , #';
    expect(textsOf(all)).toEqual(all.split(' '));
    expect(textsOf('a+++++b')).toEqual(['a', '++', '++', '+', 'b']);
    expect(textsOf('a<<=b>>c->d..')).toEqual(['a', '<<=', 'b', '>>', 'c', '->', 'd', '.', '.']);
  });

  it('takes preprocessing numbers greedily', () => {
    expect(textsOf('0x1.fp-3+5 1e+5 1..2 0xe+1 1.2.3UL 5-1')).toEqual([
      '0x1.fp-3',
      '+',
      '5',
      '1e+5',
      '1..2',
      '0xe+1',
      '1.2.3UL',
      '5',
      '-',
      '1',
    ]);
  });

  it('knows prefixes, escapes and open literals', () => {
    expect(kindsOf(`L"a\\"b" u8"x" u'\\'' U"" u8 R"x"`)).toEqual([
      'L"a\\"b" string',
      'u8"x" string',
      "u'\\'' character",
      'U"" string',
      'u8 identifier',
      'R identifier',
      '"x" string',
    ]);
    expect(kindsOf('"open\\"\nx')).toEqual(['"open\\" other', 'x identifier']);
  });

  it('takes letters beyond ASCII and universal character names', () => {
    expect(kindsOf('é_1 \\u00e9x a\\U0001F600 \\u12')).toEqual([
      'é_1 identifier',
      '\\u00e9x identifier',
      'a\\U0001F600 identifier',
      '\\ other',
      'u12 identifier',
    ]);
  });

  it('drops comments, and knows where each token stands', () => {
    expect(placesOf('a/*\n*/b // c\n\td "/*" e')).toEqual([
      '1:1 a',
      '2:3 b',
      '3:2 d',
      '3:4 "/*"',
      '3:9 e',
      '4:1 ',
    ]);
  });

  it('joins lines, inside tokens and comments too', () => {
    expect(placesOf('ab\\\ncd e\\\n\\\n  f /\\\n* x \\\n *\\\n/ g\nh // i \\\nj\nk')).toEqual([
      '1:1 abcd',
      '2:4 e',
      '4:3 f',
      '7:3 g',
      '8:1 h',
      '10:1 k',
      '11:1 ',
    ]);
    expect(textsOf('a\\ \t\nb')).toEqual(['ab']);
  });

  it('takes every line end, and a byte order mark', () => {
    expect(placesOf('\ufeffa\r\nb\\\r\nc')).toEqual(['1:1 a', '2:1 bc', '4:1 ']);
    expect(placesOf('')).toEqual(['1:1 ']);
  });
});
