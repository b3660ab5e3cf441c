/**
 * The engine's layout of the records that the captures are about: every member, by its path, offset
 * and size, against the captured kernels' debug information and against gcc.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CType, Member, RecordType } from '../c/ctype.ts';
import { compileProgram } from '../c/index.ts';
import type { Program } from '../c/program.ts';
import { findState } from '../scenario/scenario.ts';
import { stateDefines, stateSources } from '../scenario/index.ts';
import { describeWithGcc, gccConstants } from './testing/gcc.ts';
import { loadShipped, projectTree, ROOT, STATES, type Variant } from './testing/recorded.ts';

const RECORDS = ['page', 'folio', 'dev_pagemap'];

interface CapturedMember {
  name: string | null;
  offset: number;
  size: number;
  members?: CapturedMember[];
  /** A struct that is written down once for all. */
  ref?: string;
}

type Layouts = Record<string, { size: number; members: CapturedMember[] }>;

interface Place {
  path: string;
  offset: number;
  size: number;
}

function capturedLayouts(variant: Variant): Layouts {
  const text = readFileSync(join(ROOT, `fixtures/truth/layouts/${variant}.json`), 'utf8');
  return (JSON.parse(text) as { structs: Layouts }).structs;
}

/** All named members at any depth. Offsets in the capture count from the outermost record. */
function capturedPlaces(
  layouts: Layouts,
  members: CapturedMember[],
  base = 0,
  prefix = '',
): Place[] {
  return members.flatMap((member) => {
    const path = member.name === null ? prefix : `${prefix}${member.name}`;
    const below = member.name === null ? prefix : `${path}.`;
    const named = member.ref ? layouts[member.ref.replace(/^struct /, '')] : undefined;
    if (member.ref && !named)
      throw new Error(`the capture refers to ${member.ref} without having it`);
    const inside = named
      ? capturedPlaces(layouts, named.members, base + member.offset, below)
      : capturedPlaces(layouts, member.members ?? [], base, below);
    const own = { path, offset: base + member.offset, size: member.size };
    return member.name === null ? inside : [own, ...inside];
  });
}

function places(record: RecordType, base = 0, prefix = ''): Place[] {
  return record.members.flatMap((member: Member) => {
    const { type, name } = member;
    const offset = base + member.offset;
    const nested = type.kind === 'struct' || type.kind === 'union';
    const below = name === null ? prefix : `${prefix}${name}.`;
    const inside = nested ? places(type, offset, below) : [];
    if (name === null) return inside;
    return [{ path: `${prefix}${name}`, offset, size: sizeOf(type) }, ...inside];
  });
}

/** A flexible array member takes no room. */
const sizeOf = (type: CType) => (type.kind === 'array' && type.length === null ? 0 : type.size);

const byPath = (list: Place[]) =>
  list.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));

describe.each(STATES)('layout, %s', (state, variant) => {
  const scenario = loadShipped();
  const sources = stateSources(projectTree, scenario, state);
  const defines = stateDefines(scenario, findState(scenario, state));
  let program: Program;

  beforeAll(() => {
    ({ program } = compileProgram({
      ...{ tree: sources.tree, units: sources.units, includePaths: ['kernel/include'], defines },
      ...{ record: true, entry: 'lab_main' },
    }));
  }, 60_000);

  function recordOf(name: string): RecordType {
    const record = program.records.get(`struct ${name}`);
    if (!record) throw new Error(`the program has no struct ${name}`);
    return record;
  }

  it.each(RECORDS)('struct %s is that of the captured kernel', (name) => {
    const layouts = capturedLayouts(variant);
    const captured = layouts[name]!;
    const record = recordOf(name);
    expect(record.size).toBe(captured.size);
    const expected = byPath(capturedPlaces(layouts, captured.members));
    expect(expected.length).toBeGreaterThan(name === 'page' ? 30 : 20);
    expect(byPath(places(record))).toEqual(expected);
  });

  describeWithGcc('with gcc', () => {
    it('every member is where gcc puts it', () => {
      const prefix = 'kernel/include/';
      const headers = Object.fromEntries(
        projectTree
          .list(prefix)
          .map((path) => [path.slice(prefix.length), sources.tree.read(path) ?? ''])
          .filter(([path]) => path!.endsWith('.h')),
      );
      const all = RECORDS.flatMap((name) =>
        places(recordOf(name)).map((place) => ({ name, ...place })),
      );
      const measured = all.filter(({ size }) => size > 0);
      const constants = gccConstants({
        ...{ headers, defines, includes: ['linux/mm.h'] },
        expressions: [
          ...RECORDS.map((name) => `sizeof(struct ${name})`),
          ...all.map(({ name, path }) => `__builtin_offsetof(struct ${name}, ${path})`),
          ...measured.map(({ name, path }) => `sizeof(((struct ${name} *)0)->${path})`),
        ],
      });
      expect(constants).toEqual([
        ...RECORDS.map((name) => recordOf(name).size),
        ...all.map(({ offset }) => offset),
        ...measured.map(({ size }) => size),
      ]);
    });
  });
});

it('the patch moves the way to the map from the page to the folio, and nothing else', () => {
  const paths = (variant: Variant, name: string) => {
    const layouts = capturedLayouts(variant);
    return capturedPlaces(layouts, layouts[name]!.members).map(
      ({ path, offset, size }) => `${path} ${offset} ${size}`,
    );
  };
  const less = (from: string[], what: string[]) => from.filter((place) => !what.includes(place));
  const [before, after] = [paths('before', 'page'), paths('after', 'page')];
  expect(less(before, after)).toEqual(['pgmap 8 8']);
  expect(less(after, before)).toEqual(['_unused_pgmap_compound_head 8 8']);
  const inFolio = less(paths('after', 'folio'), paths('before', 'folio'));
  expect(inFolio.filter((place) => !/page/.test(place.split('.')[0]!))).toEqual(['pgmap 8 8']);
  expect(paths('after', 'dev_pagemap')).toEqual(paths('before', 'dev_pagemap'));
});
