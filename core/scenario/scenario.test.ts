import { describe, expect, it } from 'vitest';
import { stateDefines } from './defines.ts';
import { ScenarioError } from './error.ts';
import { findState, listScenarios, loadScenario } from './scenario.ts';
import { memoryTree } from './testing/memory-tree.ts';

const GOOD = `id: tiny
title: A tiny scenario
summary: >
  Two states
  of nothing.
kernel:
  version: 6.12
  arch: x86_64
  config:
    CONFIG_ON: true
    CONFIG_OFF: false
    CONFIG_YES: y
    CONFIG_NO: n
    CONFIG_MODULAR: m
    CONFIG_WIDTH: 10
    CONFIG_NAME: "lab"
mode: module
program: program.c
states:
  - id: before
    title: Before
  - id: as-posted
    title: As posted
    patches: [posted.patch]
    defines:
      FLAVOUR: 2
      DEBUG: true
mail:
  subjects:
    - "mm: something"
notes:
  - Mind the gap.
`.replace('version: 6.12', 'version: "6.12"');

const FILES = {
  'scenarios/tiny/scenario.yaml': GOOD,
  'scenarios/tiny/program.c': 'int lab_main(void) { return 0; }\n',
  'scenarios/tiny/posted.patch': '',
};

/** Loads the good file with `from` replaced by `to`; returns the error as printed. */
function refusal(from: string, to: string, files: Record<string, string> = FILES): string {
  expect(GOOD).toContain(from);
  const tree = memoryTree({ ...files, 'scenarios/tiny/scenario.yaml': GOOD.replace(from, to) });
  try {
    loadScenario(tree, 'scenarios/tiny');
  } catch (error) {
    if (error instanceof ScenarioError) return error.format();
    throw error;
  }
  throw new Error('the scenario was accepted');
}

describe('loadScenario', () => {
  it('reads every field, paths from the root of the tree', () => {
    const scenario = loadScenario(memoryTree(FILES), 'scenarios/tiny/');
    expect(scenario).toMatchObject({
      id: 'tiny',
      directory: 'scenarios/tiny',
      summary: 'Two states of nothing.',
      mode: 'module',
      program: 'scenarios/tiny/program.c',
      patchMail: { subjects: ['mm: something'] },
      expectations: [],
      notes: ['Mind the gap.'],
    });
    const { program } = scenario;
    expect(scenario.states).toEqual([
      { id: 'before', title: 'Before', patches: [], without: [], program, defines: {} },
      {
        id: 'as-posted',
        title: 'As posted',
        patches: ['scenarios/tiny/posted.patch'],
        without: [],
        program,
        defines: { FLAVOUR: '2', DEBUG: '1' },
      },
    ]);
  });

  it('turns the configuration into macros as Kconfig does', () => {
    const scenario = loadScenario(memoryTree(FILES), 'scenarios/tiny');
    expect(stateDefines(scenario, findState(scenario, 'as-posted'))).toEqual({
      CONFIG_ON: '1',
      CONFIG_YES: '1',
      CONFIG_MODULAR_MODULE: '1',
      CONFIG_WIDTH: '10',
      CONFIG_NAME: '"lab"',
      FLAVOUR: '2',
      DEBUG: '1',
    });
  });

  it('lists folders with a scenario.yaml only', () => {
    const tree = memoryTree({
      ...FILES,
      'scenarios/README.md': '',
      'scenarios/other/program.c': '',
      'scenarios/deep/er/scenario.yaml': '',
    });
    expect(listScenarios(tree)).toEqual([{ id: 'tiny', directory: 'scenarios/tiny' }]);
  });

  it('names the states there are', () => {
    const scenario = loadScenario(memoryTree(FILES), 'scenarios/tiny');
    expect(() => findState(scenario, 'after')).toThrow(
      'there is no state "after"; states: before, as-posted',
    );
  });
});

describe('errors of scenario.yaml', () => {
  const at = (line: number, rest: string) => `scenarios/tiny/scenario.yaml:${line}: error: ${rest}`;
  const lineOf = (text: string) => GOOD.slice(0, GOOD.indexOf(text)).split('\n').length;

  it('a missing scenario.yaml', () => {
    expect(() => loadScenario(memoryTree({}), 'scenarios/tiny')).toThrow('there is no such file');
  });

  it('an unknown key, with its line, its path and the known keys', () => {
    expect(refusal('    patches:', '    patchs:')).toBe(
      at(
        lineOf('    patches:'),
        'states[1].patchs: unknown key; known keys: id, title, patches, without, defines, program',
      ),
    );
    expect(refusal('program:', 'programme: x\nprogram:')).toBe(
      at(
        lineOf('program:'),
        'programme: unknown key; known keys: id, title, summary, kernel, program, sources, modules, states, mode, args, mail, captures, expect, notes, tour',
      ),
    );
    expect(refusal('  arch:', '  cpu: 1\n  arch:')).toContain(
      'kernel.cpu: unknown key; known keys: version, arch, config',
    );
  });

  it.each([
    ['mode: module', 'mode: kernel', 'mode: must be one of: module, user'],
    ['title: Before', 'title: 7', 'states[0].title: must be a text'],
    ['id: as-posted', 'id: As Posted', 'states[1].id: must be lower-case words'],
    ['id: as-posted', 'id: before', 'states[1].id: "before" is already the id of another state'],
    ['CONFIG_WIDTH: 10', 'CONFIG_WIDTH: [1]', 'kernel.config.CONFIG_WIDTH: must be true, false'],
    [
      'CONFIG_WIDTH: 10',
      'WIDTH: 10',
      'kernel.config.WIDTH: must be a name such as CONFIG_DEBUG_VM',
    ],
    ['[posted.patch]', '[../x.patch]', 'states[1].patches[0]: must be a path inside the scenario'],
    ['[posted.patch]', '[gone.patch]', 'there is no file scenarios/tiny/gone.patch'],
    ['program: program.c', 'program: main.c', 'there is no file scenarios/tiny/main.c'],
  ])('%s → %s', (from, to, message) => {
    const error = refusal(from, to);
    expect(error).toContain(message);
    expect(error.startsWith(at(lineOf(from), ''))).toBe(true);
  });

  it('a missing value', () => {
    expect(refusal('mode: module\n', '')).toBe(at(1, 'mode: is missing'));
    expect(refusal('    title: Before\n', '')).toBe(
      at(lineOf('- id: before'), 'states[0].title: is missing'),
    );
  });

  it('broken YAML and a key given twice', () => {
    expect(refusal('mode: module', 'mode: "module')).toContain('not valid YAML');
    expect(refusal('mode: module', 'mode: module\nmode: user')).toBe(
      at(lineOf('program:'), 'not valid YAML: Map keys must be unique'),
    );
    expect(refusal(GOOD, '')).toContain('must be a mapping of keys to values');
  });
});
