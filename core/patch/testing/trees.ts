/** Small trees, patches and checks that several tests use. */
import { expect } from 'vitest';
import type { SourceTree } from '../../c/token.ts';
import { PatchError } from '../error.ts';

export function treeOf(files: Record<string, string>): SourceTree {
  return { read: (path) => (Object.hasOwn(files, path) ? files[path] : undefined) };
}

/** The PatchError that `action` throws; any other outcome fails the test. */
export function patchErrorOf(action: () => unknown): PatchError {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(PatchError);
    return error as PatchError;
  }
  throw new Error('expected a PatchError, but nothing was thrown');
}

/** `count` lines `name 1` … with their line feeds. */
export function numbered(count: number, name = 'line'): string {
  return Array.from({ length: count }, (_, index) => `${name} ${index + 1}\n`).join('');
}

/** Lines of a text, without the last line feed. */
export function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
