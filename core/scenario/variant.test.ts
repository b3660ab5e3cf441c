/** Hunks of the shipped patches left out, and what is told of it. */
import { describe, expect, it } from 'vitest';
import { CError } from '../c/index.ts';
import { PatchError } from '../patch/index.ts';
import { Trace } from '../trace/index.ts';
import { projectTree, recordScenario } from '../truth/testing/recorded.ts';
import {
  consequences,
  leaveOut,
  makeVariant,
  loadScenario,
  recordState,
  stateHunks,
  stateSources,
} from './index.ts';

const ROUND_TRIP = 'device-private-round-trip';
const load = (id: string) => loadScenario(projectTree, `scenarios/${id}`);
const TIMEOUT = 60_000;

describe('leaveOut', () => {
  const scenario = load(ROUND_TRIP);

  it('names every hunk once, and knows the lines it adds', () => {
    const hunks = stateHunks(projectTree, scenario, 'v9');
    expect(new Set(hunks.map(({ name }) => name)).size).toBe(hunks.length);
    const { tree } = stateSources(projectTree, scenario, 'v9');
    const hunk = hunks.find(({ name }) => name === 'include/linux/mmzone.h:1');
    const lines = (tree.read('kernel/include/linux/mmzone.h') ?? '').split('\n');
    const added = lines.slice(hunk!.added!.first - 1, hunk!.added!.last);
    expect(added.join('\n')).toContain('page_pgmap(');
    expect(stateHunks(projectTree, scenario, 'before')).toEqual([]);
  });

  it('makes a state whose sources lack just that hunk', () => {
    const name = 'include/linux/mmzone.h:1';
    const less = leaveOut(projectTree, scenario, 'v9', [name]);
    const state = less.scenario.states.at(-1);
    expect(state).toMatchObject({ id: less.state, title: `v9, as merged, without ${name}` });
    const text = (tree: typeof less.tree, id: string, file: string) =>
      stateSources(tree, less.scenario, id).tree.read(`kernel/${file}`);
    const header = 'include/linux/mmzone.h';
    const definitions = (id: string) =>
      text(less.tree, id, header)?.split('page_pgmap(const struct page *page)').length;
    expect(definitions(less.state)).toBe(definitions('v9')! - 1);
    expect(text(less.tree, less.state, 'mm/hmm.c')).toBe(text(less.tree, 'v9', 'mm/hmm.c'));
    // The shipped scenario stays what it is.
    expect(scenario.states).toHaveLength(3);
    expect(less.scenario.states).toHaveLength(4);
  });

  it('a kernel that cannot be built without the hunk says where', () => {
    const less = leaveOut(projectTree, scenario, 'v9', ['mm/hmm.c:1']);
    const run = () => recordState(less.tree, less.scenario, less.state);
    expect(run).toThrow(CError);
    expect(run).toThrow("'struct page' has no member named 'pgmap'");
  });

  it('refuses a hunk that is not there', () => {
    const less = leaveOut(projectTree, scenario, 'v9', ['mm/hmm.c:7']);
    const sources = () => stateSources(less.tree, less.scenario, less.state);
    expect(sources).toThrow(PatchError);
    expect(sources).toThrow('cannot leave out mm/hmm.c:7');
  });

  it(
    'a hunk that only moves a member is not missed at run time',
    () => {
      const less = leaveOut(projectTree, scenario, 'v9', ['include/linux/mm_types.h:1']);
      const trace = new Trace(recordState(less.tree, less.scenario, less.state));
      expect(consequences(recordScenario(ROUND_TRIP, 'v9'), trace)).toEqual([]);
    },
    TIMEOUT,
  );
});

describe('makeVariant', () => {
  const scenario = load(ROUND_TRIP);

  it(
    'runs another program in one state only',
    () => {
      const program = '#include <stdio.h>\nint main(void)\n{\n\treturn puts("what if") < 0;\n}\n';
      const change = { id: 'what-if-1', title: 'What if', program };
      const made = makeVariant(projectTree, scenario, 'v9', change);
      const { events, outcome } = recordState(made.tree, made.scenario, made.state);
      expect(outcome).toEqual({ kind: 'finished', exitCode: 0 });
      const said = events.flatMap((event) => (event.kind === 'stdout' ? [event.text] : []));
      expect(said.join('')).toBe('what if\n');
      expect(made.scenario.states[0]?.program).toBe(scenario.program);
      expect(Object.keys(made.files).sort()).toEqual([
        `${scenario.directory}/scenario.yaml`,
        `${scenario.directory}/what-if-1.c`,
      ]);
    },
    TIMEOUT,
  );

  it(
    "applies a further diff after the state's own",
    () => {
      const file = 'kernel/init/main.c';
      const lines = (projectTree.read(file) ?? '').split('\n');
      const at = lines.findIndex((line) => line.includes('code = __lab_user_main();'));
      const patch = [
        '--- a/init/main.c',
        '+++ b/init/main.c',
        `@@ -${at + 1},1 +${at + 1},1 @@`,
        `-${lines[at]}`,
        '+\tcode = 7;',
        '',
      ].join('\n');
      const made = makeVariant(projectTree, scenario, 'v9', { id: 'seven', title: 'Seven', patch });
      const { outcome } = recordState(made.tree, made.scenario, made.state);
      expect(outcome).toEqual({ kind: 'finished', exitCode: 7 });
      const shipped = made.scenario.states.find(({ id }) => id === 'v9');
      expect(made.scenario.states.at(-1)?.patches).toEqual([
        ...shipped!.patches,
        `${scenario.directory}/seven.patch`,
      ]);
    },
    TIMEOUT,
  );
});

describe('consequences', () => {
  it(
    'of the patch as posted: an oops, warnings and findings, the gravest first',
    () => {
      const v9 = recordScenario('device-memory-tour', 'v9');
      const posted = recordScenario('device-memory-tour', 'posted');
      const told = consequences(v9, posted);
      expect(told[0]).toMatchObject({ kind: 'outcome', step: posted.length - 1 });
      expect(told[0]?.text).toContain('BUG: kernel NULL pointer dereference');
      const texts = told.map(({ kind, text }) => `${kind}: ${text}`);
      expect(texts.some((text) => /^warning: WARNING in \w+: ./.test(text))).toBe(true);
      expect(texts.some((text) => /^finding: union-confusion: pgmap/.test(text))).toBe(true);
      expect(consequences(v9, v9)).toEqual([]);
    },
    TIMEOUT,
  );

  it(
    'of the patch: tails are read rightly, and nobody is confused any more',
    () => {
      const id = 'compound-zone-device-pages';
      const told = consequences(recordScenario(id, 'before'), recordScenario(id, 'v9'));
      expect(told.filter(({ kind }) => kind === 'outcome' || kind === 'warning')).toEqual([]);
      const findings = told.filter(({ kind }) => kind === 'finding');
      expect(findings.length).toBeGreaterThan(0);
      for (const { text } of findings) expect(text).toMatch(/^no more: union-confusion/);
      expect(told.at(-1)?.kind).toBe('reading');
      expect(told.at(-1)?.text).toMatch(/readings differ$/);
    },
    TIMEOUT,
  );
});
