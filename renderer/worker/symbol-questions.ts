/** What the lab asks about names in sources. */
import type { MemberFacts, Reference, SymbolKind, SymbolPlace } from '../../core/index.ts';

/** A place in the sources of a state; lines and columns start at 1. */
export interface SourceSpot {
  state: string;
  file: string;
  line: number;
  column: number;
}

/** What a name in a source means. */
export interface SymbolAnswer {
  name: string;
  kind: SymbolKind;
  /** As C declares it. */
  text: string;
  size: number | null;
  align: number | null;
  /** The value of an enumeration constant. */
  value: bigint | null;
  macro: { parameters: readonly string[] | null; body: string } | null;
  member: MemberFacts | null;
  /** Where the name stands that was asked about. */
  here: SymbolPlace;
  /** What a recorded run can be asked for here: `page->lru.next`; null if that has no value. */
  expression: string | null;
  definition: SymbolPlace | null;
  declarations: SymbolPlace[];
  /** The struct, union, enum or typedef that it is made of. */
  type: { name: string; definition: SymbolPlace | null } | null;
  /** Of a struct or union, or of what points to one: its layout as pahole prints it. */
  layout: string | null;
}

export interface ReferencesAnswer {
  symbol: SymbolAnswer;
  /** Each with the text of its line, without the indentation, and where in it the name begins. */
  places: (Reference & { text: string; at: number })[];
}

/** Each kind of question with its answer; null where no name stands. */
export interface SymbolQuestions {
  symbol: { ask: SourceSpot; answer: SymbolAnswer | null };
  references: { ask: SourceSpot; answer: ReferencesAnswer | null };
}
