import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type * as Files from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { writeWhole } from './write-whole.ts';

/** What the file system answers when the new contents are written; null: as it is. */
const failure = vi.hoisted(() => ({ code: null as string | null }));
vi.mock('node:fs', async (original) => {
  const real = await original<typeof Files>();
  return {
    ...real,
    writeFileSync(...args: Parameters<typeof real.writeFileSync>) {
      if (failure.code === null) return real.writeFileSync(...args);
      // As a disk does that fills up: a part is there already.
      real.writeFileSync(args[0], 'ne');
      throw Object.assign(new Error(failure.code), { code: failure.code });
    },
  };
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'folioscope-write-'));
  writeFileSync(path.join(folder, 'kept.txt'), 'old');
});
afterEach(() => {
  failure.code = null;
  rmSync(folder, { recursive: true });
});

it('takes the place of the old file in one move', () => {
  expect(writeWhole(folder, 'kept.txt', 'néw')).toBe(4);
  expect(readFileSync(path.join(folder, 'kept.txt'), 'utf8')).toBe('néw');
  expect(readdirSync(folder)).toEqual(['kept.txt']);
});

it.each([
  ['ENOSPC', 'kept.txt: not written: the disk is full; make room, or write somewhere else'],
  ['EROFS', 'kept.txt: not written: the file system is read-only; choose another folder'],
  ['EWEIRD', 'kept.txt: not written: EWEIRD'],
])('%s: says what to do, keeps the old file, leaves nothing half written', (code, message) => {
  failure.code = code;
  expect(() => writeWhole(folder, 'kept.txt', 'new')).toThrow(message);
  expect(readFileSync(path.join(folder, 'kept.txt'), 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['kept.txt']);
});

it('says so when the folder is none, or the file is a folder', () => {
  expect(() => writeWhole(folder, 'kept.txt/x', 'new')).toThrow('a part of the path is no folder');
  expect(() => writeWhole(folder, 'none/x', 'new')).toThrow('there is no such folder');
  expect(() => writeWhole(folder, '.', 'new')).toThrow('this is a folder; name a file');
  expect(readdirSync(folder)).toEqual(['kept.txt']);
});
