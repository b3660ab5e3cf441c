import type { Program, StatementInfo } from '../c/program.ts';
import { processRuns } from '../machine/process-runs.ts';
import { RESUMED } from '../machine/recording.ts';
import type { RecordedEvent, Recording } from '../machine/recording.ts';
import { decodeAccess, decodeStep, SiteTable, writeRef } from './accesses.ts';
import type { Access, ReadRef, WriteRef } from './accesses.ts';
import { AliasHistory } from './alias-history.ts';
import { callRows } from './call-rows.ts';
import type { CallRows } from './call-rows.ts';
import { callDepths, framesAt } from './call-stack.ts';
import type { Frame } from './call-stack.ts';
import {
  allAccesses,
  allWrites,
  lastAccess,
  nextAccess,
  previousAccess,
} from './history-queries.ts';
import type { TraceIndexes } from './indexes.ts';
import { PastMemory } from './past-memory.ts';
import { StepIndex } from './step-index.ts';
import { AccessIndex } from './write-index.ts';

/** One execution of one statement. */
export interface Step {
  index: number;
  statement: StatementInfo;
  statementIndex: number;
  /** Whether the step continues its statement after a call returned. */
  resumed: boolean;
  /** Row in `Recording.calls`. */
  call: number;
  depth: number;
  functionName: string;
  file: string;
  line: number;
  column: number;
}

/**
 * Read-only questions to one recording. Indexes are built when a question first needs them and then
 * kept; afterwards every question takes time in the size of its answer, not of the recording.
 */
export class Trace {
  readonly program: Program;
  /** Number of steps. */
  readonly length: number;
  /** Shapes of the access sites, for walking the log. */
  readonly sites: SiteTable;
  private readonly depths: Uint32Array;
  private rows: CallRows | null;
  private history: AliasHistory | null = null;
  private writeIndex: AccessIndex | null = null;
  private readIndex: AccessIndex | null = null;
  private stepIndex: StepIndex | null = null;
  private past: PastMemory | null = null;
  private eventSteps: Uint32Array | null = null;

  /**
   * `indexes`: what was made before for the same recording, in this thread or another; the rest is
   * made when a question needs it. Throws RangeError if the columns do not fit together.
   */
  constructor(
    readonly recording: Recording,
    indexes: Partial<TraceIndexes> = {},
  ) {
    this.program = recording.program;
    this.length = recording.stepCount;
    checkColumns(recording);
    this.sites = new SiteTable(this.program.sites);
    this.depths = indexes.depths ?? callDepths(recording);
    this.rows = indexes.rows ?? null;
    if (indexes.mapEntries) {
      this.history = new AliasHistory(recording, this.sites, indexes.mapEntries);
    }
    if (indexes.writes) {
      this.writeIndex = new AccessIndex(recording, this.sites, this.aliases(), indexes.writes);
    }
    if (indexes.steps) this.stepIndex = new StepIndex(recording, indexes.steps);
  }

  /** All indexes, made now if they are not there. The columns are the trace's own. */
  indexes(): Omit<TraceIndexes, 'checkpoints'> {
    return {
      mapEntries: this.aliases().moments,
      writes: this.writesIndexed().data(),
      steps: this.stepsIndexed().data,
      depths: this.depths,
      rows: this.callRows(),
    };
  }

  /** The calls of the run by depth. */
  callRows(): CallRows {
    return (this.rows ??= callRows(this.recording, this.depths));
  }

  /** Which storage each page number named, and when. */
  get storage(): AliasHistory {
    return this.aliases();
  }

  /** Throws RangeError unless 0 <= index < length. */
  step(index: number): Step {
    this.checkStep(index);
    const { stepStatement, stepCall } = this.recording;
    const word = stepStatement[index]!;
    const statementIndex = word & ~RESUMED;
    const statement = this.program.statements[statementIndex]!;
    const call = stepCall[index]!;
    return {
      index,
      statement,
      statementIndex,
      resumed: (word & RESUMED) !== 0,
      call,
      depth: this.depths[call]!,
      functionName: this.program.functions[this.recording.calls.function[call]!]!.name,
      file: this.program.files[statement.file]!,
      line: statement.line,
      column: statement.column,
    };
  }

  /** Whose step it is; null if the program makes no processes, or none runs yet. */
  process(index: number): number | null {
    this.checkStep(index);
    return processRuns(this.recording.events).at(index)?.pid ?? null;
  }

  /** How many calls deep a step is; 0 in the entry function. */
  depth(index: number): number {
    this.checkStep(index);
    return this.depths[this.recording.stepCall[index]!]!;
  }

  /** The reads and writes of a step, in order. */
  accesses(index: number): Access[] {
    this.checkStep(index);
    return decodeStep(this.recording, this.sites, index);
  }

  /**
   * The value that a read access saw: the bytes as they were at that very moment, so after earlier
   * writes of the same step and before later ones.
   */
  readValue(access: Access): Uint8Array {
    return this.bytesAt(access.moment, access.address, access.size);
  }

  /** What memory held just before log word `moment`, out of the write index, without replaying. */
  bytesAt(moment: number, address: bigint, size: number): Uint8Array {
    this.past ??= new PastMemory(this.recording, this.sites, this.writesIndexed(), this.aliases());
    return this.past.read(moment, address, size);
  }

  /**
   * The frames at a step, innermost first. `index` may be `length`: then, if the run stopped
   * without returning (an oops, the step budget), the frames it stopped in, else none.
   */
  callStack(index: number): Frame[] {
    if (index === this.length && this.length > 0) {
      return this.recording.outcome.kind === 'finished'
        ? []
        : framesAt(this.recording, this.length - 1);
    }
    if (index === 0 && this.length === 0) return [];
    this.checkStep(index);
    return framesAt(this.recording, index);
  }

  /** Events of exactly this step. */
  events(index: number): RecordedEvent[] {
    return this.recording.events.slice(this.eventsBefore(index), this.eventsBefore(index + 1));
  }

  /** Events of this step and all before it. */
  eventsUpTo(index: number): RecordedEvent[] {
    return this.recording.events.slice(0, this.eventsBefore(index + 1));
  }

  /**
   * Writes that touch [address, address + size), in step order. Aliased pages count as one: a write
   * through another name is found while both name the same bytes. Where the range became an alias of
   * storage written before, the last write of each of its bytes counts too, for it then shows.
   */
  writes(address: bigint, size: number): WriteRef[] {
    return allWrites(this.writesIndexed(), this.aliases(), address, size).map((at) =>
      this.writeAt(at),
    );
  }

  /** The write that the range's bytes were last changed by, as they are after step `atOrBefore`. */
  lastWrite(address: bigint, size: number, atOrBefore: number): WriteRef | null {
    const moment = this.momentOf(atOrBefore + 1);
    return this.refOrNull(lastAccess(this.writesIndexed(), this.aliases(), address, size, moment));
  }

  /** The first write of the range by a step later than `after`. */
  nextWrite(address: bigint, size: number, after: number): WriteRef | null {
    const moment = this.momentOf(after + 1);
    return this.refOrNull(nextAccess(this.writesIndexed(), this.aliases(), address, size, moment));
  }

  /** As `nextWrite`, but only the step; -1 if there is none. */
  nextWriteStep(address: bigint, size: number, after: number): number {
    const moment = this.momentOf(after + 1);
    const at = nextAccess(this.writesIndexed(), this.aliases(), address, size, moment);
    return at < 0 ? -1 : this.stepOfMoment(at);
  }

  /** The last write of the range by a step before `before`, made while it changed the range. */
  previousWrite(address: bigint, size: number, before: number): WriteRef | null {
    const moment = this.momentOf(before);
    return this.refOrNull(
      previousAccess(this.writesIndexed(), this.aliases(), address, size, moment),
    );
  }

  /** Reads of any byte of the range, in step order; aliases as in `writes`. */
  reads(address: bigint, size: number): ReadRef[] {
    this.readIndex ??= new AccessIndex(this.recording, this.sites, this.aliases(), 'read');
    return allAccesses(this.readIndex, this.aliases(), address, size).map((at) => {
      const { site, address, size, moment } = decodeAccess(this.recording, this.sites, at);
      return { step: this.stepOfMoment(at), site, address, size, moment };
    });
  }

  /** Steps at which execution arrives at a line, ascending; resumed steps do not arrive. */
  stepsAtLine(file: string, line: number): number[] {
    return this.stepsIndexed().atLine(file, line);
  }

  /** First steps of all calls of a function, ascending. */
  stepsEntering(functionName: string): number[] {
    return this.stepsIndexed().entering(functionName);
  }

  /** Rows of the calls of a function, by its index in `Program.functions`, in order of entry. */
  callsOf(functionIndex: number): Uint32Array {
    return this.stepsIndexed().callsOf(functionIndex);
  }

  /** How often execution arrives at each line of a file that has statements. */
  arrivals(file: string): Map<number, number> {
    return this.stepsIndexed().countsOf(file);
  }

  /** The step during which the access at log word `moment` was made. */
  stepOfMoment(moment: number): number {
    const { stepLog } = this.recording;
    let low = 0;
    let high = this.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (stepLog[middle]! <= moment) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private stepsIndexed(): StepIndex {
    return (this.stepIndex ??= new StepIndex(this.recording));
  }

  private aliases(): AliasHistory {
    return (this.history ??= new AliasHistory(this.recording, this.sites));
  }

  private writesIndexed(): AccessIndex {
    return (this.writeIndex ??= new AccessIndex(
      this.recording,
      this.sites,
      this.aliases(),
      'write',
    ));
  }

  private refOrNull(moment: number): WriteRef | null {
    return moment < 0 ? null : this.writeAt(moment);
  }

  private writeAt(moment: number): WriteRef {
    return writeRef(this.recording, this.sites, moment, this.stepOfMoment(moment));
  }

  private momentOf(step: number): number {
    return this.recording.stepLog[Math.max(0, Math.min(step, this.length))]!;
  }

  private eventsBefore(step: number): number {
    this.eventSteps ??= Uint32Array.from(this.recording.events, (event) => event.step);
    let low = 0;
    let high = this.eventSteps.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.eventSteps[middle]! < step) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private checkStep(index: number): void {
    if (!(Number.isInteger(index) && index >= 0 && index < this.length)) {
      throw new RangeError(`there is no step ${index}: the recording has ${this.length} steps`);
    }
  }
}

function checkColumns(recording: Recording): void {
  const { stepCount, stepStatement, stepCall, stepLog, log, calls } = recording;
  const short =
    stepStatement.length < stepCount ||
    stepCall.length < stepCount ||
    stepLog.length < stepCount + 1 ||
    log.length < stepLog[stepCount]!;
  if (short) throw new RangeError('damaged recording: a column is shorter than its steps');
  const { count, enter, leave, parent, frame } = calls;
  if ([calls.function, parent, enter, leave, frame].some((column) => column.length < count)) {
    throw new RangeError('damaged recording: a column of the calls table is too short');
  }
}
