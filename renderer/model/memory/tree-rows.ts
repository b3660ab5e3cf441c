import type { TreeNode } from '../../../core/index.ts';

/** A line of the structure that is laid over memory. */
export interface TreeRow {
  node: TreeNode;
  depth: number;
  open: boolean;
  /** Its bytes, or some of them, are not the same in the other state. */
  differs: boolean;
  /** The other state's value, where it is another one. */
  otherValue: string | null;
}

/** Trees deeper than this begin closed. */
const OPEN_DEPTH = 2;

/** The lines of the parts that are open. `toggled` says by path what was opened or closed by hand. */
export function flattenTree(
  tree: TreeNode,
  other: TreeNode | null,
  toggled: Readonly<Record<string, boolean>>,
): TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (node: TreeNode, there: TreeNode | null, depth: number) => {
    const open = node.children.length > 0 && (toggled[node.path] ?? depth < OPEN_DEPTH);
    const leaf = node.children.length === 0;
    const otherValue = leaf && there && there.value !== node.value ? there.value : null;
    rows.push({ node, depth, open, differs: other !== null && differ(node, there), otherValue });
    if (!open) return;
    node.children.forEach((child, index) => add(child, there?.children[index] ?? null, depth + 1));
  };
  add(tree, other, 0);
  return rows;
}

function differ(a: TreeNode, b: TreeNode | null): boolean {
  if (!b || a.value !== b.value) return true;
  return a.children.some((child, index) => differ(child, b.children[index] ?? null));
}
