/** The sweep finds the bug of the patch as posted by itself, and nothing where there is nothing. */
import { describe, expect, it } from 'vitest';
import { projectTree } from '../truth/testing/recorded.ts';
import { ScenarioError } from './error.ts';
import { recordState } from './record.ts';
import {
  listSweeps,
  loadSweep,
  pointArguments,
  scenarioOfPoint,
  sweepPoints,
  type SweepPoint,
} from './sweep.ts';
import { spread, sweepFindings } from './sweep-findings.ts';
import { runSweep, type SweepOptions } from './sweep-run.ts';

const DIRECTORY = 'scenarios/device-page-sweep';
const sweep = loadSweep(projectTree, DIRECTORY);
const ALL = sweepPoints(sweep);
const TIMEOUT = 240_000;

const where = (values: Record<string, string[]>) =>
  ALL.filter((point) => Object.entries(values).every(([name, of]) => of.includes(point[name]!)));

function find(options: Partial<SweepOptions> & { points: SweepPoint[] }) {
  const states = sweep.states.map(({ id }) => id);
  const configs = sweep.configs.map(({ id }) => id);
  const runs = [...runSweep(projectTree, sweep, { states, configs, ...options })];
  return { runs, findings: sweepFindings(sweep, runs) };
}

describe('the grid', () => {
  it('has every combination but those that are left out', () => {
    expect(listSweeps(projectTree)).toContainEqual({
      id: 'device-page-sweep',
      directory: DIRECTORY,
    });
    const whole = sweep.axes.reduce((product, { values }) => product * values.length, 1);
    expect(ALL.length).toBeGreaterThan(300);
    expect(ALL.length).toBeLessThan(whole);
    expect(new Set(ALL.map((point) => JSON.stringify(point))).size).toBe(ALL.length);
    expect(where({ page: ['private'], order: ['9'] })).toEqual([]);
    expect(where({ action: ['read'], owner: ['foreign'] })).toEqual([]);
    expect(where({ page: ['private'], order: ['4'], action: ['read'] })).toHaveLength(1);
  });

  it('makes each program a scenario like any other', () => {
    const [point] = where({ page: ['anon'], order: ['0'], action: ['write'] });
    const scenario = scenarioOfPoint(sweep, point!, 'no-debug-vm');
    expect(scenario.args).toEqual(pointArguments(point!));
    expect(scenario.kernel.config['CONFIG_DEBUG_VM']).toBe(false);
    const { outcome, events } = recordState(projectTree, scenario, 'v9');
    expect(outcome).toEqual({ kind: 'finished', exitCode: 0 });
    expect(events).toContainEqual(expect.objectContaining({ kind: 'stdout', text: 'write: 90\n' }));
  });

  it('refuses axes and values that there are not', () => {
    const text = projectTree.read(`${DIRECTORY}/sweep.yaml`) ?? '';
    const refusal = (from: string, to: string) => {
      expect(text).toContain(from);
      const file = `${DIRECTORY}/sweep.yaml`;
      const read = (path: string) =>
        path === file ? text.replace(from, to) : projectTree.read(path);
      try {
        loadSweep({ ...projectTree, read }, DIRECTORY);
      } catch (error) {
        if (error instanceof ScenarioError) return error.format();
        throw error;
      }
      return 'accepted';
    };
    expect(refusal('{ page: [driver, hugetlb]', '{ pages: [driver]')).toMatch(
      /sweep\.yaml:\d+: error: without\[\d\]\.pages: there is no axis "pages"$/,
    );
    expect(refusal('{ page: [driver, hugetlb]', '{ page: [swap]')).toMatch(
      /without\[\d\]\.page: the axis page has no value "swap"$/,
    );
    expect(refusal('id: no-debug-vm', 'id: debug-vm')).toMatch(
      /configs\[1\]\.id: "debug-vm" is already the id of another configuration$/,
    );
    expect(refusal('known:', 'knwon:')).toMatch(/knwon: unknown key; known keys: .*axes/);
  });
});

describe('the bug of the patch as posted', () => {
  it(
    'is found among programs that know nothing of it, and nothing else is',
    () => {
      const points = where({
        ...{ page: ['hole', 'zero', 'anon', 'private'], order: ['0'] },
        ...{ action: ['migrate', 'snapshot'], select: ['system', 'private'], owner: ['own'] },
      });
      const { runs, findings } = find({ points });
      expect(points).toHaveLength(12);
      expect(runs).toHaveLength(12 * 3 * 2);
      expect(
        findings.map(({ kind, state, config, text, points: [first] }) => [
          ...[kind, state, config, text, first!['page'], first!['select']],
        ]),
      ).toEqual([
        [
          ...['oops', 'posted', 'debug-vm'],
          'BUG: kernel NULL pointer dereference, address: 0000000000000000 in page_zonenum()',
          ...['zero', 'private'],
        ],
        [
          ...['oops', 'posted', 'no-debug-vm'],
          'BUG: kernel NULL pointer dereference, address: 0000000000000008 in _compound_head()',
          ...['zero', 'private'],
        ],
        [
          ...['warning', 'posted', 'debug-vm'],
          'page_pgmap: VM_WARN_ON_ONCE_PAGE(!is_zone_device_page(page))',
          ...['anon', 'system'],
        ],
      ]);
      expect(spread(sweep.axes, findings[2]!.points)).toContainEqual({
        ...{ axis: 'select', values: ['system', 'private'] },
      });
    },
    TIMEOUT,
  );
});

describe('programs', () => {
  it(
    'all do what they are for',
    () => {
      const points = where({ select: ['system'], owner: ['own'] });
      const { findings } = find({ points, states: ['v9'], configs: ['no-debug-vm'] });
      expect(findings).toEqual([]);
    },
    TIMEOUT,
  );

  it(
    'that cannot are told',
    () => {
      const file = 'scenarios/device-page-sweep/driver.c';
      const text = projectTree.read(file) ?? '';
      const from = '\tcase SWEEP_EXCLUSIVE:\n';
      expect(text).toContain(from);
      const read = (path: string) =>
        path === file ? text.replace(from, `${from}\t\treturn -EPERM;\n`) : projectTree.read(path);
      const points = where({ page: ['exclusive'], action: ['write'] });
      const options = { states: ['before'], configs: ['debug-vm'], points };
      const runs = [...runSweep({ ...projectTree, read }, sweep, options)];
      expect(sweepFindings(sweep, runs)).toMatchObject([
        { kind: 'unfit', text: 'SWEEP_EXCLUSIVE: Operation not permitted', points },
      ]);
    },
    TIMEOUT,
  );
});

describe('tails before the patch', () => {
  it(
    'have no device map that makes sense, and only there',
    () => {
      const points = where({ page: ['private'], order: ['4'], action: ['snapshot', 'read'] });
      const own = points.filter(({ owner }) => owner === 'own');
      const sanitize = () => true;
      const { findings } = find({ points: own, configs: ['debug-vm'], sanitize });
      const of = (wanted: string) =>
        findings.filter(({ kind }) => kind === wanted).map(({ state }) => state);
      expect(of('oops')).toEqual(['before']);
      expect(of('divergence')).toEqual(['before ≠ posted = v9']);
      const confused = findings.filter(({ text }) =>
        text.startsWith('union-confusion: pgmap is read where compound_head was stored'),
      );
      expect(confused.map(({ state }) => state)).toEqual(['before', 'before']);
      expect(findings.filter(({ state }) => state === 'v9' || state === 'posted')).toEqual([]);
    },
    TIMEOUT,
  );

  it(
    'is no defect where the sweep says why',
    () => {
      const points = where({
        ...{ page: ['private'], order: ['4'], action: ['migrate'], select: ['private'] },
        owner: ['own'],
      });
      const { findings } = find({
        ...{ points, states: ['v9'], configs: ['debug-vm'], sanitize: () => true },
      });
      expect(findings).toHaveLength(1);
      expect(findings[0]).toMatchObject({
        kind: 'sanitizer',
        known: expect.stringMatching(/tail/),
      });
    },
    TIMEOUT,
  );
});
