/** What the build makes beforehand, by name and as bytes: the build writes it, the lab's workers read it. */
import { programKey, type FileTree, type Frozen, type Scenario } from '../../core/index.ts';

/** Names how two states correspond: as their programs, in their order. Throws as `programKey` does. */
export function pairKey(
  tree: FileTree,
  scenario: Scenario,
  { left, right }: { left: string; right: string },
): string {
  return `${programKey(tree, scenario, left)}-${programKey(tree, scenario, right)}`;
}

/** Length of the text, text, bytes. */
export function packFrozen({ json, bytes }: Frozen): Uint8Array {
  const text = new TextEncoder().encode(json);
  const packed = new Uint8Array(4 + text.length + bytes.length);
  new DataView(packed.buffer).setUint32(0, text.length);
  packed.set(text, 4);
  packed.set(bytes, 4 + text.length);
  return packed;
}

/** What was packed. Throws Error if the data is damaged. */
export function unpackFrozen(packed: Uint8Array): Frozen {
  const { buffer, byteOffset, byteLength } = packed;
  const end = byteLength < 4 ? Infinity : 4 + new DataView(buffer, byteOffset).getUint32(0);
  if (end > byteLength) throw new Error('what was made beforehand is damaged: a part is missing');
  return {
    json: new TextDecoder().decode(packed.subarray(4, end)),
    bytes: packed.subarray(end),
  };
}
