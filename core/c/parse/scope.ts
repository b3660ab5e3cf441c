/** Name lookup: ordinary identifiers and tags, in nested scopes (C11 6.2.1, 6.2.3). */
import type { CType, EnumType, RecordType } from '../ctype.ts';
import type { GlobalSymbol, Label, LocalVariable } from '../ast.ts';

export type Binding =
  | { kind: 'typedef'; type: CType; isConst: boolean }
  | { kind: 'constant'; type: CType; value: bigint }
  | { kind: 'local'; variable: LocalVariable }
  | { kind: 'global'; symbol: GlobalSymbol };

export class Scope {
  private readonly names = new Map<string, Binding>();
  private readonly tags = new Map<string, RecordType | EnumType>();

  /** GNU `__label__`: labels that belong to this block instead of the function. */
  labels: Map<string, Label> | null = null;

  constructor(readonly parent: Scope | null) {}

  /** A label declared by `__label__` in this block or one around it. */
  lookupLabel(name: string): Label | undefined {
    return this.labels?.get(name) ?? this.parent?.lookupLabel(name);
  }

  lookup(name: string): Binding | undefined {
    return this.names.get(name) ?? this.parent?.lookup(name);
  }

  /** Only this scope, not the ones around it. */
  here(name: string): Binding | undefined {
    return this.names.get(name);
  }

  bind(name: string, binding: Binding): void {
    this.names.set(name, binding);
  }

  lookupTag(name: string): RecordType | EnumType | undefined {
    return this.tags.get(name) ?? this.parent?.lookupTag(name);
  }

  tagHere(name: string): RecordType | EnumType | undefined {
    return this.tags.get(name);
  }

  bindTag(name: string, type: RecordType | EnumType): void {
    this.tags.set(name, type);
  }

  /** Hands every type and enumeration constant of this scope to a collector. */
  describeTypes(collector: { addType(type: CType): void; constants: Map<string, bigint> }): void {
    for (const tag of this.tags.values()) collector.addType(tag);
    for (const [name, binding] of this.names) {
      if (binding.kind === 'typedef') collector.addType(binding.type);
      else if (binding.kind === 'constant') collector.constants.set(name, binding.value);
    }
  }
}
