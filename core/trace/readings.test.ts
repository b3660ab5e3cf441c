import { describe, expect, it } from 'vitest';
import { Memory } from '../machine/memory.ts';
import { compareBytes, compareReadings } from './compare.ts';
import { locals } from './locals.ts';
import { readings } from './readings.ts';
import { RecordingBuilder } from './testing/recording-builder.ts';
import { Timeline } from './timeline.ts';
import { Trace } from './trace.ts';

const PAGE = 0xffff_ea00_0000_0000n;
const HEAD_OR_1 = 0xffff_ea03_f360_0001n;
const PGMAP = 0xffff_8880_05d1_1540n;

function base() {
  const r = new RecordingBuilder();
  r.fn('main', { line: 1, locals: { p: 0, v: 8 } });
  r.fn('page_pgmap', { line: 20, locals: { page: 0 }, params: 1 });
  return r;
}

/** `lab_value("pgmap", page->pgmap)` where the word holds head | 1. */
function before() {
  const r = base();
  r.call('main', () => {
    r.at(2).write('struct page: compound_head', PAGE + 8n, HEAD_OR_1);
    r.at(3)
      .read('struct page: pgmap', PAGE + 8n)
      .value('pgmap', HEAD_OR_1);
  });
  return new Trace(r.finish());
}

/** `lab_value("pgmap", page_pgmap(page))`. */
function after() {
  const r = base();
  r.call('main', () => {
    r.at(2)
      .write('struct folio: pgmap', PAGE + 8n, PGMAP)
      .local('p', PAGE);
    r.at(3).readLocal('p');
    r.call('page_pgmap', () => {
      r.local('page', PAGE);
      r.at(21)
        .readLocal('page')
        .read('struct folio: pgmap', PAGE + 8n);
    });
    r.resume().value('pgmap', PGMAP).value('extra', 1n);
  });
  return new Trace(r.finish());
}

describe('readings', () => {
  it('names the member and the function that the value came through', () => {
    expect(readings(before())).toEqual([
      {
        name: 'pgmap',
        step: 2,
        value: HEAD_OR_1,
        via: { member: 'struct page.pgmap', functionName: 'main', address: PAGE + 8n },
      },
    ]);
    expect(readings(after())[0]!.via).toEqual({
      member: 'struct folio.pgmap',
      functionName: 'page_pgmap',
      address: PAGE + 8n,
    });
  });

  it('follows a value through local variables', () => {
    const r = base();
    r.call('main', () => {
      r.at(2).write('struct page: index', PAGE + 16n, 77n);
      r.at(3)
        .read('struct page: index', PAGE + 16n)
        .local('v', 77n);
      r.at(4).readLocal('v').local('p', 77n);
      r.at(5).write('struct page: index', PAGE + 16n, 1n);
      r.at(6).readLocal('p').value('index', 77n);
      r.at(7).value('constant', 77n);
    });
    const [index, constant] = readings(new Trace(r.finish()));
    expect(index!.via).toMatchObject({ member: 'struct page.index', address: PAGE + 16n });
    expect(constant!.via).toBeNull();
  });

  it('takes the value as it was at the read, and widens signed ones', () => {
    const r = base();
    r.call('main', () => {
      r.at(2).write('struct page: _mapcount', PAGE + 48n, 5n, 4);
      r.at(3)
        .read('struct page: _mapcount', PAGE + 48n, 4)
        .write('struct page: _mapcount', PAGE + 48n, 0xffff_ffffn, 4)
        .value('old', 5n);
      r.at(4)
        .read('struct page: _mapcount', PAGE + 48n, 4)
        .value('new', 0xffff_ffff_ffff_ffffn);
    });
    const recording = r.finish();
    const type = recording.program.sites[0]!.type;
    if (type.kind === 'int') {
      for (const site of recording.program.sites) site.type = { ...type, signed: true };
    }
    const found = readings(new Trace(recording));
    expect(found.map((one) => one.via?.member)).toEqual([
      'struct page._mapcount',
      'struct page._mapcount',
    ]);
  });

  it('pairs by name and occurrence', () => {
    const pairs = compareReadings(before(), after());
    expect(pairs.map((pair) => [pair.name, pair.left?.value, pair.right?.value])).toEqual([
      ['pgmap', HEAD_OR_1, PGMAP],
      ['extra', undefined, 1n],
    ]);
    expect(pairs.every((pair) => pair.differs)).toBe(true);
    expect(compareReadings(after(), after()).some((pair) => pair.differs)).toBe(false);
    expect(compareReadings(after(), before())[1]).toMatchObject({ right: null, differs: true });
  });
});

describe('compareBytes', () => {
  it('lists exactly the bytes that differ', () => {
    const [left, right] = [new Memory(), new Memory()];
    left.write(PAGE + 4095n, Uint8Array.of(1, 2, 3));
    right.write(PAGE + 4095n, Uint8Array.of(1, 9, 3, 4));
    expect(compareBytes(left, right, PAGE + 4090n, 12)).toEqual([
      { offset: 6, left: 2, right: 9 },
      { offset: 8, left: 0, right: 4 },
    ]);
  });
});

describe('locals', () => {
  it('shows the variables in scope with their values, inner ones before outer ones', () => {
    const r = base();
    r.call('main', () => {
      r.at(3).local('p', 1n).local('v', 2n);
      r.at(6);
    });
    const recording = r.finish();
    const main = recording.program.functions[0]!;
    const inner = { ...main.variables[1]!, name: 'p', scopeLine: 5, scopeEndLine: 8 };
    main.variables.push(inner);
    const timeline = new Timeline(new Trace(recording));
    const shown = (position: number) => {
      timeline.seek(position);
      const frame = timeline.trace.callStack(position)[0]!;
      return locals(timeline.trace, timeline.memory, frame).map((one) => [one.name, one.bytes[0]]);
    };
    expect(shown(1)).toEqual([
      ['p', 0],
      ['v', 0],
    ]);
    expect(shown(2)).toEqual([
      ['v', 2],
      ['p', 2],
    ]);
  });
});
