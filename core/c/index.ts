/** Door of the C front end. */
export { CError, type SourceLocation } from './diagnostic.ts';
export type * from './ctype.ts';
export type * from './program.ts';
export type { SourceTree } from './token.ts';
export { compileProgram, layoutOf, type CompileOptions } from './compile.ts';
export type { CompiledProgram } from './emit/program.ts';
export { ADDRESS } from './emit/abi.ts';
export { typeText, recordName } from './types.ts';
export { findMember } from './layout.ts';
export { SymbolReader } from './symbols/symbol-reader.ts';
export type { SymbolIndex, Reference } from './symbols/symbol-index.ts';
export type {
  CSymbol,
  MemberFacts,
  Occurrence,
  SymbolKind,
  SymbolPlace,
} from './symbols/symbol.ts';
export { builtinSource } from './front.ts';
