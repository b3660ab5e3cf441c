import { leaveOut, makeVariant, type Variant } from '../../core/index.ts';
import { toLabError } from '../model/lab-error.ts';
import { diffText, editableAs } from '../model/source-edit.ts';
import type { VariantEntry } from '../stores/what-if.ts';
import type { LabContext } from './context.ts';

/** Runs `base` without some hunks of its patch, named as in `ScenarioState.without`. */
export async function runWithout(
  context: LabContext,
  base: string,
  names: readonly string[],
): Promise<void> {
  const { lab, runs } = context;
  const from = runs.sources();
  if (!lab.scenario || !from || names.length === 0) return;
  await run(context, base, null, () => leaveOut(from.tree, from.scenario, base, names));
}

/** Runs the state with the edited source: a kernel file becomes a diff, the program another program. */
export async function runEdit(context: LabContext): Promise<void> {
  const { runs, whatIf, ui } = context;
  const { edit } = whatIf;
  const from = runs.sources();
  if (!edit || !from) return;
  const { scenario, tree } = from;
  const state = scenario.states.find(({ id }) => id === edit.state);
  const kind = state && editableAs(edit.file, scenario, state);
  if (!kind) return;
  const patch = diffText(edit.file, edit.before, edit.text);
  if (patch === '') {
    ui.say('Nothing is changed yet');
    return;
  }
  const id = freeId(scenario.states.map((one) => one.id));
  const name = edit.file.replace(/^.*\//, '');
  const title = `${state.title}, ${name} edited`;
  const change = kind === 'kernel' ? { patch } : { program: edit.text };
  const file = { name: `${id}.patch`, text: patch };
  await run(context, edit.state, file, () =>
    makeVariant(tree, scenario, edit.state, { id, title, ...change }),
  );
}

function freeId(taken: readonly string[]): string {
  let number = 1;
  while (taken.includes(`what-if-${number}`)) number++;
  return `what-if-${number}`;
}

/** Makes the variant, shows it beside its base, records it, and asks what it does otherwise. */
async function run(
  context: LabContext,
  base: string,
  file: VariantEntry['file'],
  make: () => Variant,
): Promise<void> {
  const { lab, runs, pairings, whatIf, ui } = context;
  let variant: Variant;
  try {
    variant = make();
  } catch (thrown) {
    whatIf.error = toLabError(thrown);
    return;
  }
  whatIf.error = null;
  const id = variant.state;
  const state = variant.scenario.states.find((one) => one.id === id);
  if (!state) return;
  if (!whatIf.variants.some((one) => one.state === id)) {
    whatIf.files = { ...whatIf.files, ...variant.files };
    whatIf.variants = [...whatIf.variants, { state: id, title: state.title, base, file }];
    runs.vary(variant);
    lab.vary(variant.scenario);
  }
  if (lab.left !== base) lab.choose('left', base);
  lab.choose('right', id);
  whatIf.effects.set(id, { kind: 'working' });
  await runs.record(state);
  const result = runs.runs.get(id);
  if (result?.kind === 'failed') whatIf.effects.set(id, result);
  const [left, right] = [runs.session(base), runs.session(id)];
  if (left && !right) await pairings.read(left);
  if (!left || !right) return;
  whatIf.effects.set(id, await pairings.effect(left, right));
  ui.say(`${state.title}: done`);
  await pairings.compare(left, right);
}
