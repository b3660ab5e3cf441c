/** The model's xarray against an array, by gcc. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './model.ts';
import { describeWith } from './tools.ts';

describeWith(['gcc'], 'xarray', () => {
  it('holds what was stored, in trees of any height, and frees its nodes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'folioscope-xarray-'));
    const program = join(folder, 'xarray');
    try {
      execFileSync('gcc', [
        ...['-std=gnu11', '-O1', '-Wall', '-Wextra', '-Wno-unused-parameter', '-Werror'],
        ...['-fno-builtin', '-nostdinc', `-I${join(root, 'kernel/include')}`, '-o', program],
        ...[join(root, 'build/native/xarray.c'), join(root, 'kernel/lib/xarray.c')],
      ]);
      expect(execFileSync(program, { encoding: 'utf8' })).toBe('');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
