/** What a state's program and its run depend on, as a short text: equal keys, equal recordings. */
import { programOf } from './compile.ts';
import { findState, type FileTree, type Scenario } from './scenario.ts';
import { stateSources, underKernel } from './sources.ts';

/** What compiling may read, and what diffs are read from: not pictures, mails or descriptions. */
const READ = /\.(c|h|patch|diff)$/;

/**
 * A digest of 128 bits over every source that the state's kernel and program could include, as its diffs
 * leave them, over the diffs, and over how all of it is compiled and run. It is no defence against somebody
 * who looks for two sources with one digest. Throws PatchError or ScenarioError.
 */
export function programKey(tree: FileTree, scenario: Scenario, state: string): string {
  const { tree: sources, ...options } = programOf(tree, scenario, state);
  const { patches } = stateSources(tree, scenario, state);
  const paths = new Set([
    ...tree.list('kernel/'),
    ...tree.list('scenarios/'),
    ...patches.flatMap((patch) => patch.files.map(underKernel)),
  ]);
  const { id, args, mode } = scenario;
  const digest = new Digest();
  digest.add(JSON.stringify([options, findState(scenario, state), id, args, mode]));
  for (const path of [...paths].filter((name) => READ.test(name)).sort()) {
    const text = sources.read(path);
    digest.add(text === undefined ? `${path}\n-` : `${path}\n${text.length}\n`);
    if (text !== undefined) digest.add(text);
  }
  return digest.text();
}

/** Four lanes of multiply and xor, as in MurmurHash3's 128-bit form, over UTF-16 code units. */
class Digest {
  private a = 0x9e3779b9;
  private b = 0x85ebca6b;
  private c = 0xc2b2ae35;
  private d = 0x27d4eb2f;

  add(text: string): void {
    let { a, b, c, d } = this;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      a = Math.imul(a ^ unit, 0x9e3779b1);
      b = Math.imul(b ^ unit ^ (a >>> 15), 0x85ebca77);
      c = Math.imul(c ^ unit ^ (b >>> 13), 0xc2b2ae3d);
      d = Math.imul(d ^ unit ^ (c >>> 16), 0x27d4eb2f);
    }
    Object.assign(this, { a, b, c, d });
  }

  text(): string {
    const lanes = [this.a, this.b, this.c, this.d];
    // What the last characters did to the low bits of one lane reaches all of them.
    for (let round = 0; round < 8; round++) {
      const before = lanes[(round + 3) % 4]!;
      lanes[round % 4] = Math.imul(lanes[round % 4]! ^ (before >>> 16) ^ before, 0x85ebca6b);
    }
    return lanes.map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
  }
}
