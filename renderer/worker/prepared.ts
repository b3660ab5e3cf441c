/** What the build has made beforehand, by what it is of; the lab makes the rest itself. */
import { thaw, thawProgram, type CompiledProgram } from '../../core/index.ts';
import type { PairAnswer } from './questions.ts';
import { unpackFrozen } from './prepared-format.ts';

/** Key → file beside the workers' scripts; the build knows it (build/vite/lab-prepared.mjs). */
declare const __FOLIOSCOPE_PREPARED__: Readonly<Record<string, string>> | undefined;

const FILES = typeof __FOLIOSCOPE_PREPARED__ === 'undefined' ? {} : __FOLIOSCOPE_PREPARED__;

/** A compiled program by its `programKey`; null if there is none. */
export async function preparedProgram(key: string): Promise<CompiledProgram | null> {
  const packed = await bytesOf(key);
  return packed && thawProgram(unpackFrozen(packed));
}

/** How two states correspond, by their `pairKey`; null if that is to be found out. */
export async function preparedPair(key: string): Promise<PairAnswer | null> {
  const packed = await bytesOf(key);
  return packed && (thaw(unpackFrozen(packed)) as PairAnswer);
}

async function bytesOf(key: string): Promise<Uint8Array | null> {
  const file = Object.hasOwn(FILES, key) ? FILES[key] : undefined;
  // A lab in one file has its workers out of that file, and nothing beside them.
  if (file === undefined || location.protocol === 'blob:') return null;
  try {
    const { ok, body } = await fetch(new URL(file, location.href));
    if (!ok || !body) return null;
    const unzipped = body.pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(unzipped).arrayBuffer());
  } catch {
    // Not there, or cut short: what it would have saved is done instead.
    return null;
  }
}
