export { typeText as typeName } from '../c/types.ts';
export { formatLayout } from './format-layout.ts';
export { formatScalar, formatValue } from './format-value.ts';
export { decodeFlags, flagsText } from './page-flags.ts';
export type { PageFlags } from './page-flags.ts';
export { pageDevice, pageKind } from './page-kind.ts';
export type { PageDevice, PageKind } from './page-kind.ts';
export { pageRanges } from './page-ranges.ts';
export type { PageRange } from './page-ranges.ts';
export { pageAddress, pfnAt } from './vmemmap.ts';
export { describePointer } from './pointer.ts';
export { writerText, writtenText } from './provenance.ts';
export { wordHistory } from './word-history.ts';
export { pageCard } from './page-card.ts';
export type { Alias, PageCard, PageWord } from './page-card.ts';
export { addressSpaces, mappings } from './address-space.ts';
export type { AddressSpace, Mapping } from './address-space.ts';
export { kernelEntry } from './calls.ts';
export { actorText } from './count-history.ts';
export type { CountChange } from './count-history.ts';
export * from './frame-kind.ts';
export { namedFrames, watches } from './frame-names.ts';
export type { NamedFrame, Watch } from './frame-names.ts';
export { frameRanges, hasStructPage } from './frame-ranges.ts';
export type { FrameRange } from './frame-ranges.ts';
export type { Holder, HolderKind } from './holder.ts';
export { Holders } from './holders.ts';
export { ObjectReader, placeAt } from './object.ts';
export { decodeEntry, entryHolds, entryText } from './page-entry.ts';
export type { Level, PageEntry, SwapEntry } from './page-entry.ts';
export { changeSummary, countSummary, pageReferences } from './references.ts';
export type { ExplainedCount, PageReferences } from './references.ts';
export { directMap, mappedEntries, walkTables } from './table-walk.ts';
export type { MappedEntry, TableWalk, WalkStep } from './table-walk.ts';
export { leavesOf } from './leaves.ts';
export type { Leaf } from './leaves.ts';
export { translator } from './translate.ts';
export { character, inspect } from './inspect.ts';
export type { Inspected } from './inspect.ts';
export { objectAt } from './object-at.ts';
export type { FoundObject } from './object-at.ts';
export { structTree } from './struct-tree.ts';
export type { TreeNode } from './struct-tree.ts';
export { comparePages } from './compare-pages.ts';
export type { ByteDifference, ComparedRun, RangeComparison } from './compare-pages.ts';
export { compareObjects, differentGroup } from './compare-objects.ts';
export type {
  FieldDifference,
  FieldGroup,
  FieldPair,
  ObjectComparison,
} from './compare-objects.ts';
export { rawText } from './object-fields.ts';
export type { ObjectField, ObjectMoment } from './object-fields.ts';
export { pageHistory } from './page-history.ts';
export type { PageWrite } from './page-history.ts';
