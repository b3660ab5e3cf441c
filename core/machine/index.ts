/** Door of the machine: running compiled programs, memory, recordings. */
export { runProgram, type RunOptions } from './machine.ts';
export { Memory, type MemoryView } from './memory.ts';
export { processRuns, processText, type ProcessRun, type ProcessRuns } from './process-runs.ts';
export * from './recording.ts';
