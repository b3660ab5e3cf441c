/** The WebAssembly instructions that access memory of each width. */
import type { OP, ValueType } from './wasm.ts';

/** Bytes of one access. */
export type Width = 1 | 2 | 4 | 8;

/** Loads, zero extended. */
export const LOAD: Record<Width, keyof typeof OP> = {
  1: 'i32_load8_u',
  2: 'i32_load16_u',
  4: 'i32_load',
  8: 'i64_load',
};

export const STORE: Record<Width, keyof typeof OP> = {
  1: 'i32_store8',
  2: 'i32_store16',
  4: 'i32_store',
  8: 'i64_store',
};

/** The type in which a value of the width is held. */
export const typeOfWidth = (width: Width): ValueType => (width === 8 ? 'i64' : 'i32');
