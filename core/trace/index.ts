/** The door of the trace room: reading, stepping through and comparing recordings. */
export type { Access, ReadRef, WriteRef } from './accesses.ts';
export type { Frame } from './call-stack.ts';
export { Timeline } from './timeline.ts';
export { Trace } from './trace.ts';
export type { Step } from './trace.ts';
