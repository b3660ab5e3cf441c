/** Door of the machine: running compiled programs, memory, recordings. */
export { runProgram, type RunOptions } from './machine.ts';
export { Memory, type MemoryView } from './memory.ts';
export * from './recording.ts';
