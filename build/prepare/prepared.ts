/** What the lab need not make at its start because the build has made it: see docs/decisions/0008. */
import { gzipSync } from 'node:zlib';
import {
  compileState,
  freeze,
  freezeProgram,
  listScenarios,
  loadScenario,
  programKey,
  runState,
  Trace,
  type Frozen,
} from '../../core/index.ts';
import { createFileTree } from '../../renderer/model/file-tree.ts';
import { Analyst } from '../../renderer/worker/analyst.ts';
import { packFrozen, pairKey } from '../../renderer/worker/prepared-format.ts';

/**
 * For the scenario that the lab opens first: each state's compiled program by its `programKey`, and how the
 * two states that are shown first correspond by `pairKey`. Gzipped files.
 *
 * @param files the lab's files, path → text
 */
export function prepare(files: Record<string, string>): Map<string, Uint8Array> {
  const tree = createFileTree(files);
  const first = listScenarios(tree)[0];
  const prepared = new Map<string, Uint8Array>();
  if (!first) return prepared;
  const scenario = loadScenario(tree, first.directory);
  const add = (key: string, frozen: Frozen) =>
    prepared.set(key, gzipSync(packFrozen(frozen), { level: 9 }));
  const analyst = new Analyst(files, first.directory);
  for (const { id } of scenario.states) {
    const compiled = compileState(tree, scenario, id, { record: true });
    add(programKey(tree, scenario, id), freezeProgram(compiled));
    analyst.add(id, new Trace(runState(compiled, scenario)));
  }
  const [left, right] = [scenario.states[0], scenario.states.at(-1)];
  if (left && right && left !== right) {
    const ask = { left: left.id, right: right.id };
    const work = analyst.answer('pair', ask);
    let step = work.next();
    while (!step.done) step = work.next();
    add(pairKey(tree, scenario, ask), freeze(step.value));
  }
  return prepared;
}
