import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  compileState,
  freezeProgram,
  listScenarios,
  loadScenario,
  programKey,
  recordState,
  runState,
  thaw,
  thawProgram,
  Trace,
} from '../../core/index.ts';
import { createFileTree } from '../../renderer/model/file-tree.ts';
import { Analyst } from '../../renderer/worker/analyst.ts';
import { pairKey, unpackFrozen } from '../../renderer/worker/prepared-format.ts';
import { collectLabFiles } from '../vite/lab-files.mjs';
import { prepare } from './prepared.ts';

const files = collectLabFiles(path.resolve(import.meta.dirname, '..', '..'));
const tree = createFileTree(files);
const { directory } = listScenarios(tree)[0]!;
const scenario = loadScenario(tree, directory);
const ids = scenario.states.map(({ id }) => id);
const ask = { left: ids[0]!, right: ids.at(-1)! };

describe('what the build makes beforehand', () => {
  const prepared = prepare(files);
  const read = (key: string) => {
    const bytes = prepared.get(key);
    if (!bytes) throw new Error(`nothing was made beforehand for ${key}`);
    return unpackFrozen(new Uint8Array(gunzipSync(bytes)));
  };

  it('is there for every state of the scenario that opens first, and for the two shown first', () => {
    const keys = ids.map((id) => programKey(tree, scenario, id));
    expect([...prepared.keys()].sort()).toEqual([...keys, pairKey(tree, scenario, ask)].sort());
  });

  it('is what the engine makes of the same sources, and runs the same', () => {
    for (const id of ids) {
      const known = read(programKey(tree, scenario, id));
      const made = freezeProgram(compileState(tree, scenario, id, { record: true }));
      expect(known.json === made.json).toBe(true);
      expect(Buffer.compare(known.bytes, made.bytes)).toBe(0);
      const program = thawProgram(known);
      const { program: _, ...run } = runState(program, scenario);
      const { program: __, ...recorded } = recordState(tree, scenario, id);
      // Columns of millions: compared as bytes.
      expect(Buffer.compare(bytesOf(run.log), bytesOf(recorded.log))).toBe(0);
      expect(Buffer.compare(bytesOf(run.stepLog), bytesOf(recorded.stepLog))).toBe(0);
      expect(Buffer.compare(bytesOf(run.stepStatement), bytesOf(recorded.stepStatement))).toBe(0);
      expect(run.events).toEqual(recorded.events);
      expect(run.outcome).toEqual(recorded.outcome);
    }
  });

  it('tells how the states correspond as the analyst does', () => {
    const analyst = new Analyst(files, directory);
    for (const id of [ask.left, ask.right]) {
      analyst.add(id, new Trace(recordState(tree, scenario, id)));
    }
    const work = analyst.answer('pair', ask);
    let step = work.next();
    while (!step.done) step = work.next();
    const { positions, differences, readings } = step.value;
    const known = thaw(read(pairKey(tree, scenario, ask))) as typeof step.value;
    expect(Buffer.compare(bytesOf(known.positions.left), bytesOf(positions.left))).toBe(0);
    expect(Buffer.compare(bytesOf(known.positions.right), bytesOf(positions.right))).toBe(0);
    expect(known.differences).toEqual(differences);
    expect(known.readings.length).toBe(readings.length);
    const facts = (pairs: typeof readings) =>
      pairs.map(({ left, right }) => [left?.step, right?.step]);
    expect(facts(known.readings)).toEqual(facts(readings));
  });

  it('is not there once a source has changed', () => {
    const changed = createFileTree({
      ...files,
      'kernel/mm/memremap.c': `${files['kernel/mm/memremap.c']}\n`,
    });
    for (const id of ids) expect(prepared.has(programKey(changed, scenario, id))).toBe(false);
  });
});

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array | Int32Array): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}
