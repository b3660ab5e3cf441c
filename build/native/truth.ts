/** The captures in `fixtures/truth`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './model.ts';

export type Variant = 'before' | 'after';

export interface TruthPage {
  role: string;
  pfn: string;
  address: string;
  bytes: string;
}

export interface TruthEvent {
  seq: number;
  /** Function or text of a snapshot. */
  at: string;
  note?: string;
  pages: TruthPage[];
  values: Record<string, string | string[]> | null;
}

export interface TruthMember {
  name: string | null;
  offset: number;
  size: number;
  type: string | null;
  members?: TruthMember[];
  /** `struct list_head`: the members stand there once for all. */
  ref?: string;
}

function readFixture(path: string): unknown {
  return JSON.parse(readFileSync(join(root, 'fixtures', 'truth', path), 'utf8'));
}

export function truthEvents(variant: Variant, scenario: 'S1' | 'S2'): TruthEvent[] {
  return (readFixture(`traces/${variant}/${scenario}.json`) as { events: TruthEvent[] }).events;
}

export function truthLayouts(
  variant: Variant,
): Record<string, { size: number; members: TruthMember[] }> {
  return (readFixture(`layouts/${variant}.json`) as { structs: never }).structs;
}

/** A value that is a single number in an event. */
export function valueOf(event: TruthEvent, name: string): string {
  const value = event.values?.[name];
  if (typeof value !== 'string') throw new Error(`event ${event.seq} has no value ${name}`);
  return value;
}

/** A value that is a list of numbers, one for each page. */
export function listOf(event: TruthEvent, name: string): string[] {
  const value = event.values?.[name];
  if (!Array.isArray(value)) throw new Error(`event ${event.seq} has no list ${name}`);
  return value;
}

/** Constants printed by code compiled into the kernels, and their poison values. */
export function truthConstants(): Record<string, string> {
  const { constants, poison } = readFixture('layouts/constants.json') as Record<
    'constants' | 'poison',
    Record<string, string>
  >;
  const pointers = ['LIST_POISON1', 'LIST_POISON2', 'TAIL_MAPPING'];
  return { ...constants, ...Object.fromEntries(pointers.map((name) => [name, poison[name]])) };
}
