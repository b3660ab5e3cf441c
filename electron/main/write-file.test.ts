import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import type * as FilePromises from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_SETTINGS } from '../../contract/settings.ts';
import { readSettingsFile, writeSettingsFile } from './settings-file.ts';
import { writeWhole } from './write-file.ts';

/** What the disk answers to the next steps of writing; null: it does as it is told. */
const disk = vi.hoisted(() => ({ open: null as string | null, write: null as string | null }));

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof FilePromises>();
  const failure = (code: string) => Object.assign(new Error(code), { code });
  return {
    ...real,
    open: async (file: string, flags: string) => {
      if (disk.open !== null) throw failure(disk.open);
      const handle = await real.open(file, flags);
      const { write } = disk;
      if (write !== null) {
        handle.writeFile = async () => {
          await handle.write('half');
          throw failure(write);
        };
      }
      return handle;
    },
    writeFile: (...args: Parameters<typeof real.writeFile>) =>
      disk.write === null ? real.writeFile(...args) : Promise.reject(failure(disk.write)),
  };
});

let folder = '';
const at = (...parts: string[]) => path.join(folder, ...parts);
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'folioscope-write-'));
});
afterEach(() => {
  Object.assign(disk, { open: null, write: null });
  rmSync(folder, { recursive: true });
});

describe('writing a file', () => {
  it('replaces it as a whole, also behind a link', async () => {
    writeFileSync(at('a'), 'old');
    symlinkSync(at('a'), at('link'));
    await writeWhole(at('link'), Uint8Array.from([1, 2]));
    expect([...readFileSync(at('a'))]).toEqual([1, 2]);
    expect(readdirSync(folder).toSorted()).toEqual(['a', 'link']);
  });

  it.each([
    ['ENOSPC', 'a could not be saved: the disk is full. Make room, or choose another disk'],
    ['EDQUOT', 'a could not be saved: your quota on this disk is used up'],
    ['EIO', 'a could not be saved: the disk reports an error'],
  ])('that ends in %s leaves what was there, and no half of a file', async (code, message) => {
    writeFileSync(at('a'), 'old');
    disk.write = code;
    await expect(writeWhole(at('a'), 'new')).rejects.toThrow(message);
    expect(readFileSync(at('a'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it.each([
    ['EROFS', 'a could not be saved: this disk can only be read. Choose another folder'],
    ['EACCES', 'a could not be saved: you may not write there. Choose another folder'],
    ['EPERM', 'a could not be saved: you may not write there'],
    ['ENAMETOOLONG', 'a could not be saved: the name is too long'],
  ])('in a folder that answers %s says what to do', async (code, message) => {
    disk.open = code;
    await expect(writeWhole(at('a'), 'new')).rejects.toThrow(message);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('writes the file itself where only the folder takes no new one', async () => {
    writeFileSync(at('a'), 'old');
    disk.open = 'EACCES';
    await writeWhole(at('a'), 'new');
    expect(readFileSync(at('a'), 'utf8')).toBe('new');
    disk.write = 'ENOSPC';
    await expect(writeWhole(at('a'), 'newer')).rejects.toThrow('the disk is full');
  });

  it('does not take the place of a folder', async () => {
    mkdirSync(at('b'));
    await expect(writeWhole(at('b'), 'x')).rejects.toThrow('b could not be saved: a folder has');
    await expect(writeWhole(at('none', 'c'), 'x')).rejects.toThrow('the folder does not exist');
    expect(readdirSync(folder)).toEqual(['b']);
  });
});

describe('the settings’ file', () => {
  it('is not there at first, then holds what was written', async () => {
    expect(await readSettingsFile(folder)).toBe(null);
    expect(await writeSettingsFile(folder, { text: '{}', aside: false })).toBe(at('settings.json'));
    expect(await readSettingsFile(folder)).toBe('{}');
    await writeSettingsFile(folder, { text: 'old', aside: true });
    expect(readFileSync(at('settings.unreadable.json'), 'utf8')).toBe('old');
    expect(await readSettingsFile(folder)).toBe('{}');
  });

  it('that cannot be read or is no settings is named', async () => {
    writeFileSync(at('settings.json'), 'x'.repeat(MAX_SETTINGS + 1));
    await expect(readSettingsFile(folder)).rejects.toThrow('settings.json is too large');
    rmSync(at('settings.json'));
    mkdirSync(at('settings.json'));
    await expect(readSettingsFile(folder)).rejects.toThrow('settings.json could not be read');
  });
});
