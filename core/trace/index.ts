/** The door of the trace room: reading, stepping through and comparing recordings. */
export type { Access, ReadRef, WriteRef } from './accesses.ts';
export type { Frame } from './call-stack.ts';
export { Timeline } from './timeline.ts';
export { Trace } from './trace.ts';
export type { Step } from './trace.ts';
export { compareBytes, compareReadings } from './compare.ts';
export type { ReadingPair } from './compare.ts';
export { locals } from './locals.ts';
export type { Local } from './locals.ts';
export { readings } from './readings.ts';
export type { Reading } from './readings.ts';
export { align } from './align/align.ts';
export type { Alignment } from './align/align.ts';
export type { Difference } from './align/differences.ts';
export type { LineMap } from './align/lines.ts';
export * from './expression/index.ts';
