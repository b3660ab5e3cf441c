/**
 * What takes time to make of sources that are known beforehand, made beforehand: compiled programs, as
 * text and bytes for a file. Whoever reads it must know that it is of the same sources: see `programKey`.
 */
import type { CompiledProgram } from '../c/index.ts';
import { packProgram, unpackProgram, type PackedProgram } from '../trace/index.ts';
import { freeze, thaw, type Frozen } from './freeze.ts';

interface FrozenProgram extends Omit<CompiledProgram, 'program'> {
  program: PackedProgram;
}

/** A compiled program with its debug information: all that running it takes. */
export function freezeProgram(compiled: CompiledProgram): Frozen {
  const packed: FrozenProgram = { ...compiled, program: packProgram(compiled.program) };
  return freeze(packed);
}

/** Throws Error if the data is damaged. */
export function thawProgram(frozen: Frozen): CompiledProgram {
  const packed = thaw(frozen) as FrozenProgram;
  return { ...packed, program: unpackProgram(packed.program) };
}
