/** Reading a YAML file of a scenario: text → checked plain data, every error with its line and path. */
import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { core, ZodType } from 'zod';
import { ScenarioError } from './error.ts';

type Path = readonly PropertyKey[];

/** A checked document that still knows on which line each of its values stands. */
export interface CheckedDocument<T> {
  file: string;
  data: T;
  /** An error about the value at `path`, such as `['states', 1, 'id']`. */
  errorAt(path: Path, message: string): ScenarioError;
}

/** Parses YAML and checks it against a schema. Throws ScenarioError for the first problem. */
export function readDocument<T>(
  text: string,
  file: string,
  schema: ZodType<T>,
): CheckedDocument<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = document.errors[0] ?? document.warnings[0];
  if (broken) {
    const line = lines.linePos(broken.pos[0]).line;
    throw new ScenarioError(`not valid YAML: ${broken.message}`, file, line, '');
  }
  const lineOf = (path: Path, key?: string) => {
    const offset = offsetOf(document, path, key);
    return offset === null ? 1 : lines.linePos(offset).line;
  };
  const errorAt = (path: Path, message: string) =>
    new ScenarioError(message, file, lineOf(path), formatPath(path));

  const checked = schema.safeParse(document.toJS());
  if (checked.success) return { file, data: checked.data, errorAt };
  throw firstIssue(checked.error.issues, file, lineOf, document, schema);
}

/** The issue that stands first in the file: fixing from the top is how people read. */
function firstIssue(
  issues: readonly core.$ZodIssue[],
  file: string,
  lineOf: (path: Path, key?: string) => number,
  document: Document,
  schema: unknown,
): ScenarioError {
  const errors = issues.map((issue) => {
    if (issue.code === 'unrecognized_keys') {
      const key = issue.keys[0] ?? '';
      const known = knownKeys(schema, issue.path);
      const hint = known.length > 0 ? `; known keys: ${known.join(', ')}` : '';
      const path = formatPath([...issue.path, key]);
      return new ScenarioError(`unknown key${hint}`, file, lineOf(issue.path, key), path);
    }
    if (issue.code === 'invalid_key') {
      const message = issue.issues[0]?.message ?? issue.message;
      const key = issue.path.at(-1);
      const line = lineOf(issue.path.slice(0, -1), String(key));
      return new ScenarioError(message, file, line, formatPath(issue.path));
    }
    const missing = issue.path.length > 0 && !document.hasIn(issue.path);
    const message = missing ? 'is missing' : wording(issue);
    return new ScenarioError(message, file, lineOf(issue.path), formatPath(issue.path));
  });
  errors.sort((a, b) => a.line - b.line);
  return errors[0] ?? new ScenarioError('does not fit the schema', file, 1, '');
}

function wording(issue: core.$ZodIssue): string {
  if (issue.code === 'invalid_type') {
    const names: Record<string, string> = {
      string: 'a text',
      object: 'a mapping of keys to values',
      record: 'a mapping of keys to values',
      array: 'a list',
      int: 'a whole number',
    };
    return `must be ${names[issue.expected] ?? issue.expected}`;
  }
  if (issue.code === 'invalid_value') {
    return `must be one of: ${issue.values.map((value) => String(value)).join(', ')}`;
  }
  return issue.message;
}

/** The keys that the schema allows in the object at `path`. */
function knownKeys(schema: unknown, path: Path): string[] {
  for (const part of [...path, null]) {
    while (hasInner(schema)) schema = schema.def.innerType;
    if (part === null) break;
    const parent = schema as { shape?: Record<PropertyKey, unknown>; element?: unknown };
    schema = typeof part === 'number' ? parent.element : parent.shape?.[part];
  }
  const shape = (schema as { shape?: Record<string, unknown> } | undefined)?.shape;
  return shape ? Object.keys(shape) : [];
}

/** Optional and defaulted values are wrapped around the schema they hold. */
function hasInner(schema: unknown): schema is { def: { innerType: unknown } } {
  const def = (schema as { def?: { innerType?: unknown } } | undefined)?.def;
  return def?.innerType !== undefined;
}

/** Where the value at `path` (or its key `key`) starts; of the nearest parent if it is missing. */
function offsetOf(document: Document, path: Path, key?: string): number | null {
  for (let length = path.length; length >= 0; length--) {
    const node: unknown =
      length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (!isNode(node)) continue;
    if (length === path.length && key !== undefined && isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
      if (isNode(pair?.key)) return pair.key.range?.[0] ?? null;
    }
    return node.range?.[0] ?? null;
  }
  return null;
}

/** `['states', 1, 'id']` as `states[1].id`. */
function formatPath(path: Path): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      return index === 0 ? String(part) : `.${String(part)}`;
    })
    .join('');
}
