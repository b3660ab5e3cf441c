/** The headers and the library, by themselves: complete, self-contained, and what gcc sees in them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CError, layoutOf } from '../index.ts';
import { builtinHeaders, libraryFor, librarySources } from './index.ts';

const names = Object.keys(builtinHeaders);
const hasGcc = spawnSync('gcc', ['--version']).status === 0;

function check(text: string) {
  return layoutOf({ read: (path) => (path === 'a.c' ? text : undefined) }, 'a.c', [], {});
}

describe('headers', () => {
  it.each(names)('%s stands alone and can be included twice', (name) => {
    expect(() => check(`#include <${name}>\n#include <${name}>\nint x;\n`)).not.toThrow();
  });

  it('all fit together, in either order', () => {
    const lines = names.map((name) => `#include <${name}>`);
    expect(() => check(lines.join('\n'))).not.toThrow();
    expect(() => check(lines.reverse().join('\n'))).not.toThrow();
  });

  it.each(['regex.h', 'sys/socket.h', 'linux/mm.h'])('%s does not exist', (name) => {
    expect(() => check(`#include <${name}>\n`)).toThrow(CError);
  });
});

describe('the library', () => {
  it('finds the sources that define names', () => {
    expect(libraryFor(['strcmp', 'qsort', 'no_such_name']).map(({ path }) => path)).toEqual([
      'libc/sort.c',
      'libc/string.c',
    ]);
    expect(libraryFor([])).toEqual([]);
  });

  it('defines every name once', () => {
    const all = librarySources.flatMap(({ provides }) => provides);
    expect(all.filter((name, i) => all.indexOf(name) !== i)).toEqual([]);
  });

  describe.skipIf(!hasGcc)('for gcc', () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'headers-'));
      for (const [name, text] of Object.entries(builtinHeaders)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
      }
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    it.each(librarySources.map((source) => [source.path, source] as const))(
      '%s compiles without a warning and provides what it says',
      (_, { provides, text }) => {
        writeFileSync(join(folder, 'unit.c'), text);
        const options = '-std=gnu11 -nostdinc -I. -ffreestanding -fno-builtin -O1 -c unit.c';
        const warnings = '-Wall -Wextra -Wno-unused-parameter -Werror';
        const gcc = spawnSync('gcc', [...options.split(' '), ...warnings.split(' ')], {
          cwd: folder,
          encoding: 'utf8',
        });
        expect(gcc.stderr).toBe('');
        const symbols = execFileSync('nm', ['-g', '--defined-only', 'unit.o'], {
          cwd: folder,
          encoding: 'utf8',
        });
        const defined = symbols.match(/\w+$/gm) ?? [];
        expect(defined.sort()).toEqual([...provides].sort());
      },
    );
  });
});
