/** One state of a scenario, run: its trace, and its sources. */
import {
  recordState,
  stateSources,
  Timeline,
  Trace,
  type MemoryView,
  type SourceTree,
  type ScenarioState,
  type StateSources,
} from '../core/index.ts';
import type { OpenScenario } from './context.ts';

export interface RecordedState {
  state: ScenarioState;
  trace: Trace;
  sources: StateSources;
}

export function record({ tree, scenario }: OpenScenario, state: ScenarioState): RecordedState {
  const sources = stateSources(tree, scenario, state.id);
  const trace = new Trace(recordState(tree, scenario, state.id));
  return { state, trace, sources };
}

/** Memory when the steps before `position` have run. */
export function memoryAt(trace: Trace, position: number): MemoryView {
  return new Timeline(trace).memoryAt(position);
}

/** `file:line` of a step, as the source tree calls the file. */
export function placeOf(trace: Trace, step: number): string {
  const { file, line } = trace.step(step);
  return `${file}:${line}`;
}

/** The same for reading: `mm/memremap.c:47`, `linux/mm.h:53`, as kernel code calls its files. */
export function shortPlace(trace: Trace, step: number): string {
  return shortPath(placeOf(trace, step));
}

/** A text that names model files, with their names as kernel code has them. */
export function shortPath(text: string): string {
  return text.replace(/(^| )kernel\/(include\/)?/, '$1');
}

/** The source line that a step executes, without its indentation. */
export function lineText(tree: SourceTree, trace: Trace, step: number): string {
  const { file, line } = trace.step(step);
  return tree.read(file)?.split('\n')[line - 1]?.trim() ?? '';
}
