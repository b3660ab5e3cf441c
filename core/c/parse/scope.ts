/** Name lookup: ordinary identifiers and tags, in nested scopes (C11 6.2.1, 6.2.3). */
import type { CType, EnumType, RecordType } from '../ctype.ts';
import type { GlobalSymbol, Label, LocalVariable } from '../ast.ts';

export type Binding =
  | { kind: 'typedef'; type: CType; isConst: boolean }
  | { kind: 'constant'; type: CType; value: bigint }
  | { kind: 'local'; variable: LocalVariable }
  | { kind: 'global'; symbol: GlobalSymbol };

type Tag = RecordType | EnumType;

/** Most scopes of a real program declare nothing: their maps are made when they are needed. */
export class Scope {
  private names: Map<string, Binding> | null = null;
  private tags: Map<string, Tag> | null = null;
  /** GNU `__label__`: labels that belong to this block instead of the function. */
  labels: Map<string, Label> | null = null;
  /** The variable length array declared last in this block. */
  vla: LocalVariable | null = null;

  constructor(readonly parent: Scope | null) {}

  /** A label declared by `__label__` in this block or one around it. */
  lookupLabel(name: string): Label | undefined {
    return this.labels?.get(name) ?? this.parent?.lookupLabel(name);
  }

  /** The variable length array declared last in this block or one around it. */
  lastVla(): LocalVariable | null {
    return this.vla ?? this.parent?.lastVla() ?? null;
  }

  lookup(name: string): Binding | undefined {
    return this.names?.get(name) ?? this.parent?.lookup(name);
  }

  /** Only this scope, not the ones around it. */
  here(name: string): Binding | undefined {
    return this.names?.get(name);
  }

  bind(name: string, binding: Binding): void {
    (this.names ??= new Map<string, Binding>()).set(name, binding);
  }

  lookupTag(name: string): Tag | undefined {
    return this.tags?.get(name) ?? this.parent?.lookupTag(name);
  }

  tagHere(name: string): Tag | undefined {
    return this.tags?.get(name);
  }

  bindTag(name: string, type: Tag): void {
    (this.tags ??= new Map<string, Tag>()).set(name, type);
  }

  /** Hands every type and enumeration constant of this scope to a collector. */
  describeTypes(collector: {
    addType(type: CType): void;
    constants: Map<string, bigint>;
    typedefs?: Map<string, CType>;
  }): void {
    for (const tag of this.tags?.values() ?? []) collector.addType(tag);
    for (const [name, binding] of this.names ?? []) {
      if (binding.kind === 'typedef') {
        collector.addType(binding.type);
        if (collector.typedefs?.has(name) === false) collector.typedefs.set(name, binding.type);
      } else if (binding.kind === 'constant') collector.constants.set(name, binding.value);
    }
  }
}
