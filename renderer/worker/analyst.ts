/** Answers the lab's questions from the recordings of one scenario. Knows nothing of threads. */
import {
  alignInSlices,
  breakpointHits,
  composeLineMaps,
  consequences,
  freezeRecording,
  groupDifferences,
  invertLineMap,
  judge,
  loadScenario,
  pairReadings,
  readings,
  sanitizeInSlices,
  sliceRecording,
  stateSources,
  Timeline,
  type Consequence,
  type FileTree,
  type Reading,
  type Scenario,
  type Trace,
} from '../../core/index.ts';
import { createFileTree } from '../model/file-tree.ts';
import { pairKey } from './prepared-format.ts';
import { SymbolAnswers } from './symbol-answers.ts';
import type { Answer, Ask, PairAnswer, QuestionKind, StateVerdict, Work } from './questions.ts';

type Answerers = { [K in QuestionKind]: (ask: Ask<K>) => Work<Answer<K>> };

/** Aligning takes most of the time; following the readings to their sources the rest. */
const ALIGNING = 0.8;

export class Analyst {
  private tree: FileTree;
  private scenario: Scenario;
  private readonly traces = new Map<string, Trace>();
  private readonly waiting = new Map<string, ((trace: Trace) => void)[]>();
  private readonly known = new Map<string, Reading[]>();
  private readonly symbols = new Map<string, SymbolAnswers>();

  /** Throws ScenarioError as `loadScenario` does. */
  constructor(
    files: Record<string, string>,
    private readonly directory: string,
  ) {
    this.tree = createFileTree(files);
    this.scenario = loadScenario(this.tree, directory);
  }

  /** Takes changed files of the same scenario. Throws ScenarioError as `loadScenario` does. */
  change(files: Record<string, string>): void {
    this.tree = createFileTree(files);
    this.scenario = loadScenario(this.tree, this.directory);
    this.symbols.clear();
  }

  /** Takes the recording of a state; replaces one that was there. */
  add(state: string, trace: Trace): void {
    this.traces.set(state, trace);
    this.known.delete(state);
    for (const tell of this.waiting.get(state) ?? []) tell(trace);
    this.waiting.delete(state);
  }

  /** Waits until all states that the question is about are recorded. */
  async ready(ask: object): Promise<void> {
    const { left, right, state } = ask as { left?: string; right?: string; state?: string };
    for (const id of [left, right, state]) {
      if (id === undefined || this.traces.has(id)) continue;
      await new Promise<Trace>((tell) => {
        this.waiting.set(id, [...(this.waiting.get(id) ?? []), tell]);
      });
    }
  }

  /** What is known about two states beforehand goes by this name. */
  pairKey(ask: Ask<'pair'>): string {
    return pairKey(this.tree, this.scenario, ask);
  }

  /** The work that answers a question. What it throws is a defect, or what the sources are wrong in. */
  answer<K extends QuestionKind>(kind: K, ask: Ask<K>): Work<Answer<K>> {
    return this.answerers[kind](ask);
  }

  private readonly answerers: Answerers = {
    pair: ({ left, right }) => this.pair(left, right),
    readings: ({ state }) => this.readings(state),
    verdict: ({ state }) => this.verdict(state),
    hits: ({ state, breakpoint }) => breakpointHits(this.trace(state), breakpoint),
    consequences: ({ left, right }) => this.consequences(left, right),
    symbol: (spot) => this.symbolsOf(spot.state).symbol(spot),
    references: (spot) => this.symbolsOf(spot.state).references(spot),
    freeze: ({ state, range }) => this.freeze(state, range),
  };

  private *pair(left: string, right: string): Work<PairAnswer> {
    const work = alignInSlices(this.trace(left), this.trace(right), this.lines(left, right));
    let step = work.next();
    for (; !step.done; step = work.next()) yield step.value * ALIGNING;
    const { positions, differences } = step.value;
    const a = yield* this.readings(left);
    const b = yield* this.readings(right);
    return {
      positions,
      differences: groupDifferences(differences),
      readings: pairReadings(a, b),
    };
  }

  private *readings(state: string): Work<Reading[]> {
    let found = this.known.get(state);
    if (!found) {
      yield ALIGNING;
      this.known.set(state, (found = readings(this.trace(state))));
    }
    return found;
  }

  private *verdict(state: string): Work<StateVerdict> {
    const trace = this.trace(state);
    const findings = yield* sanitizeInSlices(trace);
    return { findings, expected: judge(trace, state, this.scenario.expectations, findings) };
  }

  private *freeze(state: string, range: Ask<'freeze'>['range']): Work<Answer<'freeze'>> {
    yield 0;
    const trace = this.trace(state);
    if (!range) return { frozen: freezeRecording(trace.recording), shift: 0 };
    const part = sliceRecording(new Timeline(trace), range.from, range.to);
    yield 0.5;
    return { frozen: freezeRecording(part), shift: part.stepCount - range.to };
  }

  private *consequences(left: string, right: string): Work<Consequence[]> {
    yield 0;
    return consequences(this.trace(left), this.trace(right));
  }

  private symbolsOf(state: string): SymbolAnswers {
    let answers = this.symbols.get(state);
    if (!answers) {
      answers = new SymbolAnswers(this.tree, this.scenario, state, this.traces.get(state));
      this.symbols.set(state, answers);
    }
    return answers;
  }

  private lines(left: string, right: string) {
    const linesOf = (state: string) => stateSources(this.tree, this.scenario, state).lines;
    return composeLineMaps(invertLineMap(linesOf(left)), linesOf(right));
  }

  private trace(state: string): Trace {
    const trace = this.traces.get(state);
    if (!trace) throw new Error(`the state '${state}' is not recorded`);
    return trace;
  }
}
