import {
  codeKind,
  decodeFlags,
  describePointer,
  namedFrames,
  ObjectReader,
  pageAddress,
  pageDevice,
  pfnAt,
  type FrameKindId,
} from '../../../core/index.ts';
import type { Moment } from '../session.ts';
import { rangesAt } from '../shown-ranges.ts';
import { hex } from '../text.ts';
import { factsOf, type MemoryFacts } from './facts.ts';

/** Frames that the map shows under one heading. */
export interface FrameSection {
  key: string;
  title: string;
  /** Faint, beside the title. */
  note: string;
  count: number;
  /** Frame number of the first one; the others follow, unless `frames` lists them. */
  first: number;
  frames: readonly number[] | null;
  /** Names of listed frames: they get room for them. */
  names: readonly string[] | null;
}

/** Kinds to show; null: all of them. */
export type FrameFilter = ReadonlySet<FrameKindId> | null;

/** Frame number of the nth frame of a section. */
export function frameAt(section: FrameSection, index: number): number {
  return section.frames ? (section.frames[index] ?? -1) : section.first + index;
}

/** Place of a frame in a section; -1 if it is not there. */
export function indexOfFrame(section: FrameSection, pfn: number): number {
  if (section.frames) return section.frames.indexOf(pfn);
  const index = pfn - section.first;
  return index >= 0 && index < section.count ? index : -1;
}

/**
 * What there is to see at a moment: what the program shows by name, what its observer follows, and
 * then every frame that has a struct page. A filter leaves out frames of the last group.
 */
export function frameSections(moment: Moment, filter: FrameFilter): FrameSection[] {
  const { trace } = moment.session;
  const shown = rangesAt(trace, moment.position).map((range): FrameSection => {
    const first = Number(pfnAt(trace.program, range.address) ?? 0n);
    return {
      key: `shown ${range.name}`,
      title: range.name,
      note: `${range.count} struct pages`,
      ...{ count: range.count, first, frames: null, names: null },
    };
  });
  return [...shown, ...watched(moment), ...everything(moment, filter)];
}

function watched({ session, position }: Moment): FrameSection[] {
  const frames = namedFrames(session.trace, position);
  if (frames.length === 0) return [];
  const inOrder = frames.toSorted((a, b) => order(a.name) - order(b.name));
  return [
    {
      key: 'watched',
      title: 'watched by the program',
      note: '',
      count: frames.length,
      first: -1,
      frames: inOrder.map(({ pfn }) => Number(pfn)),
      names: inOrder.map(({ name }) => name),
    },
  ];
}

const ROLES = ['src', 'thp', 'dev', 'backing', 'ram', 'zero'];

/** `src0`, `src1`, …, `dev0`, …: by role, then by number. */
function order(name: string): number {
  const [, role = '', number = '0'] = /^([a-z]+)(\d*)$/.exec(name) ?? [];
  const at = ROLES.indexOf(role);
  return (at === -1 ? ROLES.length : at) * 100_000 + Number(number);
}

function everything(moment: Moment, filter: FrameFilter): FrameSection[] {
  const facts = factsOf(moment);
  return facts.ranges.flatMap(({ first, count }): FrameSection[] => {
    const start = Number(first);
    const base = { key: `all ${start}`, first: start, names: null };
    const { title, note } = rangeTitle(moment, facts, start, count);
    if (!filter) return [{ ...base, title, note, count, frames: null }];
    const frames: number[] = [];
    for (let index = 0; index < count; index++) {
      if (filter.has(codeKind(facts.code(start + index)).id)) frames.push(start + index);
    }
    if (frames.length === 0) return [];
    const part = `${frames.length} of ${count} frames`;
    return [
      {
        ...base,
        title,
        note: `${part} ${note.replace(/^\d+ frames/, '')}`,
        count: frames.length,
        frames,
      },
    ];
  });
}

/** Do two lists show the same frames in the same places, with the same words? */
export function sameSections(a: readonly FrameSection[], b: readonly FrameSection[]): boolean {
  const same = (one: FrameSection, two: FrameSection) =>
    one.key === two.key &&
    one.title === two.title &&
    one.note === two.note &&
    one.count === two.count &&
    one.first === two.first &&
    sameItems(one.frames, two.frames) &&
    sameItems(one.names, two.names);
  return a.length === b.length && a.every((section, index) => same(section, b[index]!));
}

function sameItems<T>(a: readonly T[] | null, b: readonly T[] | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/** What a range of the vmemmap is for: told by its first struct page that is in use. */
function rangeTitle(
  moment: Moment,
  facts: MemoryFacts,
  start: number,
  count: number,
): { title: string; note: string } {
  const note = `${count} frames from ${hex(BigInt(start))}`;
  const { session, memory } = moment;
  const { program } = session.trace;
  for (let pfn = start; pfn < start + count; pfn++) {
    const { id } = codeKind(facts.code(pfn));
    if (id === 'poison' || id === 'blank') continue;
    const address = pageAddress(program, BigInt(pfn));
    const device = pageDevice(program, memory, address);
    if (!device) {
      const flags = memory.readUint(address, 8);
      return { title: `RAM, ${decodeFlags(program, flags).zone}`, note };
    }
    const owner = new ObjectReader(program, memory).uint(
      device.pgmap,
      'struct dev_pagemap',
      'owner',
    );
    const whose = owner ? `, owner ${describePointer(session.trace, memory, owner)}` : '';
    return { title: device.type ?? 'device memory', note: `${note}${whose}` };
  }
  return { title: 'not initialised', note };
}

/** The frame before or after one, in the order of the map; null at its ends. */
export function neighbour(
  sections: readonly FrameSection[],
  pfn: number,
  by: 1 | -1,
): number | null {
  const at = sections.findIndex((section) => indexOfFrame(section, pfn) >= 0);
  const section = sections[at];
  if (!section) return null;
  const index = indexOfFrame(section, pfn) + by;
  if (index >= 0 && index < section.count) return frameAt(section, index);
  const next = sections[at + by];
  return next ? frameAt(next, by === 1 ? 0 : next.count - 1) : null;
}
