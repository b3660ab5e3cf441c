import { describe, expect, it } from 'vitest';
import { commandId } from './command.ts';
import { contentSecurityPolicy } from './csp.ts';
import { openTextFile } from './open-text-file.ts';
import { saveFile } from './save-file.ts';
import { checkTextSize, decodeTextFile, MAX_TEXT_BYTES } from './text-file.ts';

describe('open-text-file', () => {
  const passes = (value: unknown) => openTextFile.request.safeParse(value).success;

  it('takes a title and extensions', () => {
    expect(passes({ title: 'Open a patch', extensions: ['patch', 'eml', 'tar.gz'] })).toBe(true);
    expect(passes({ title: 'Open', extensions: [] })).toBe(true);
  });

  it.each([
    [undefined],
    [{ title: 'x' }],
    [{ title: '', extensions: [] }],
    [{ title: 'x', extensions: ['../etc'] }],
    [{ title: 'x', extensions: 'patch' }],
    [{ title: 'x', extensions: [], path: '/etc/passwd' }],
    [{ title: 'x'.repeat(201), extensions: [] }],
  ])('refuses %j', (value) => expect(passes(value)).toBe(false));
});

describe('save-file', () => {
  const passes = (suggestedName: unknown, data: unknown = '') =>
    saveFile.request.safeParse({ suggestedName, data }).success;

  it('takes text and bytes under a plain name', () => {
    expect(passes('page card.json', '{}')).toBe(true);
    expect(passes('trace.bin', new Uint8Array([1, 2]))).toBe(true);
  });

  it.each(['', '../x', 'a/b', 'a\\b', '.bashrc', 'C:x', 'a\u0000b', 'x'.repeat(121), 7])(
    'refuses the name %j',
    (name) => expect(passes(name)).toBe(false),
  );

  it('refuses what is neither text nor bytes', () => {
    expect(passes('a', 5)).toBe(false);
    expect(passes('a', [1, 2])).toBe(false);
    expect(passes('a', new Float64Array(1))).toBe(false);
  });
});

describe('command ids', () => {
  it.each(['open', 'file.open', 'step-in', 'view.theme-dark', 'step.in2'])('takes %s', (id) =>
    expect(commandId.safeParse(id).success).toBe(true),
  );
  it.each(['', '-open', 'file.', 'File.open', 'a b.c', 'x.' + 'y'.repeat(60)])('refuses %j', (id) =>
    expect(commandId.safeParse(id).success).toBe(false),
  );
});

describe('text files', () => {
  it('reads UTF-8 and falls back to Latin-1', () => {
    expect(decodeTextFile('a', new TextEncoder().encode('Zürich'))).toBe('Zürich');
    expect(decodeTextFile('a', Uint8Array.from([0x5a, 0xfc, 0x72]))).toBe('Zür');
  });

  it('drops a byte order mark', () => {
    expect(decodeTextFile('a', Uint8Array.from([0xef, 0xbb, 0xbf, 0x61]))).toBe('a');
  });

  it('refuses what is too large or no text, and says which file', () => {
    expect(() => checkTextSize('vmcore', MAX_TEXT_BYTES)).not.toThrow();
    expect(() => checkTextSize('vmcore', MAX_TEXT_BYTES + 1)).toThrow(
      'vmcore has 4.0 MiB; a text file of up to 4 MiB can be opened',
    );
    expect(() => decodeTextFile('a.png', Uint8Array.from([0x89, 0]))).toThrow(
      'a.png is not a text file (byte 1 is zero)',
    );
  });
});

describe('the content security policy', () => {
  const directives = Object.fromEntries(
    contentSecurityPolicy('bm9uY2U=')
      .split('; ')
      .map((part) => [part.slice(0, part.indexOf(' ')), part.slice(part.indexOf(' ') + 1)]),
  );

  it('starts from nothing and allows no foreign code', () => {
    expect(directives['default-src']).toBe("'none'");
    expect(directives['script-src']).toBe("'self' 'wasm-unsafe-eval'");
    expect(JSON.stringify(directives)).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
  });

  it('allows the styles of this response only', () => {
    expect(directives['style-src']).toBe("'self' 'nonce-bm9uY2U='");
  });
});
