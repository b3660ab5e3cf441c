/** Finding the calls that a capture probed. */
import type { FunctionInfo, LocalInfo } from '../c/program.ts';
import { hex, toUint } from '../mm/bytes.ts';
import { pfnAt } from '../mm/vmemmap.ts';
import type { Trace } from '../trace/index.ts';
import type { Capture, CapturedEvent, Probe } from './capture.ts';
import type { Moment } from './moments.ts';
import {
  argumentOf,
  completeRecord,
  functionOf,
  isPagePointer,
  memberNamed,
  parameterNamed,
  pointedRecord,
} from './parameters.ts';
import { PAGE_STRUCT_BYTES } from './schema.ts';

/** The calls of a recording by function, handed out in the order of the capture. */
export class CallFinder {
  private readonly rows = new Map<string, number[]>();
  /** Functions whose entry was captured as well: a return then belongs to such an entry. */
  private readonly entered = new Set<string>();
  private readonly open = new Set<number>();
  private readonly used = new Set<string>();
  /** Arguments that were asked for, by call and place in the frame. */
  private readonly known = new Map<string, bigint>();

  constructor(
    private readonly trace: Trace,
    private readonly capture: Capture,
  ) {
    const { calls } = trace.recording;
    for (let call = 0; call < calls.count; call++) {
      const { name } = functionOf(trace, call);
      const list = this.rows.get(name);
      if (list) list.push(call);
      else this.rows.set(name, [call]);
    }
    for (const { probe } of capture.events) {
      if (probe?.when === 'entry') this.entered.add(probe.functionName);
    }
  }

  /** The event's place at or after `position`, or why there is none. */
  next(event: CapturedEvent, probe: Probe, position: number): Moment | string {
    const { functionName, when } = probe;
    const rows = this.rows.get(functionName);
    if (!rows) {
      const known = this.trace.program.functions.some(({ name }) => name === functionName);
      return known ? `${functionName}() is never called` : `there is no function ${functionName}()`;
    }
    let best: number | null = null;
    for (const call of rows) {
      const at = this.positionOf(call, when);
      if (at === null || at < position || this.used.has(`${when} ${call}`)) continue;
      if (when === 'return' && this.entered.has(functionName) && !this.open.has(call)) continue;
      if (best !== null && at >= this.positionOf(best, when)!) continue;
      if (this.fits(event, call)) best = call;
    }
    if (best === null) {
      return `${functionName}() has no ${when}${this.identityText(event)} after step ${position}`;
    }
    this.used.add(`${when} ${best}`);
    if (when === 'entry') this.open.add(best);
    else this.open.delete(best);
    return { event, position: this.positionOf(best, when)!, call: best, shown: null };
  }

  /** Calls with a captured page, between the first and the last moment, that the capture lacks. */
  unexpected(found: Moment[]): { probe: Probe; pfn: bigint; position: number }[] {
    const first = found[0]?.position ?? 0;
    const last = found.at(-1)?.position ?? 0;
    const result: { probe: Probe; pfn: bigint; position: number }[] = [];
    for (const [key, frames] of this.probedFrames()) {
      const [functionName, when] = key.split(' ') as [string, Probe['when']];
      for (const call of this.rows.get(functionName) ?? []) {
        const position = this.positionOf(call, when);
        if (position === null || position < first || position > last) continue;
        if (this.used.has(`${when} ${call}`)) continue;
        const pfn = this.frameOf(call);
        if (pfn === null || !frames.has(pfn)) continue;
        result.push({ probe: { functionName, when }, pfn, position });
      }
    }
    return result.sort((a, b) => a.position - b.position);
  }

  /** The frames whose struct pages each probe watched, by `function when`. */
  private probedFrames(): Map<string, Set<bigint>> {
    const result = new Map<string, Set<bigint>>();
    for (const { probe, numbers } of this.capture.events) {
      const page = numbers.get('arg_page');
      if (!probe || page === undefined) continue;
      const key = `${probe.functionName} ${probe.when}`;
      const frames = result.get(key) ?? new Set();
      result.set(key, frames.add(this.capturedFrame(page)));
    }
    return result;
  }

  private frameOf(call: number): bigint | null {
    const parameter = parameterNamed(functionOf(this.trace, call), 'arg_page');
    if (!parameter || !isPagePointer(parameter)) return null;
    return pfnAt(this.trace.program, this.argument(call, parameter));
  }

  /** Steps before it have run; null for the return of a call that never returned. */
  private positionOf(call: number, when: Probe['when']): number | null {
    const { calls, outcome } = this.trace.recording;
    if (when === 'entry') return calls.enter[call]!;
    const leave = calls.leave[call]!;
    return leave === this.trace.length && outcome.kind !== 'finished' ? null : leave;
  }

  /** Whether a call works on the captured page and on objects that start where the captured do. */
  private fits(event: CapturedEvent, call: number): boolean {
    const info = functionOf(this.trace, call);
    for (const [name, value] of event.numbers) {
      const parameter = parameterNamed(info, name);
      if (parameter && isPagePointer(parameter)) {
        if (value === 0n) continue;
        const argument = this.argument(call, parameter);
        if (pfnAt(this.trace.program, argument) !== this.capturedFrame(value)) return false;
      } else if (parameter?.name.endsWith('pfn')) {
        if (this.argument(call, parameter) !== value) return false;
      } else if (name.endsWith('.start') && this.startOf(info, call, name) !== value) {
        return false;
      }
    }
    return true;
  }

  /** What `pgmap.range.start` was when the function was called; null if there is no such member. */
  private startOf(info: FunctionInfo, call: number, name: string): bigint | null {
    const { program, recording } = this.trace;
    const member = memberNamed(program, info, name);
    if (!member) return null;
    const object = this.argument(call, member.parameter);
    const moment = recording.stepLog[recording.calls.enter[call]!]!;
    const { offset, size } = member.leaf;
    return toUint(this.trace.bytesAt(moment, object + BigInt(offset), size));
  }

  private argument(call: number, parameter: LocalInfo): bigint {
    const key = `${call} ${parameter.frameOffset}`;
    let value = this.known.get(key);
    if (value === undefined) {
      value = argumentOf(this.trace, call, parameter);
      this.known.set(key, value);
    }
    return value;
  }

  private capturedFrame(page: bigint): bigint {
    return (page - this.capture.vmemmap) / BigInt(PAGE_STRUCT_BYTES);
  }

  private identityText({ numbers }: CapturedEvent): string {
    const page = numbers.get('arg_page');
    if (page !== undefined) return ` for pfn ${hex(this.capturedFrame(page))}`;
    const start = [...numbers].find(([name]) => name.endsWith('.start'));
    return start ? ` with ${start[0]} ${hex(start[1])}` : '';
  }
}

/** The record behind the parameter that has a role's name, such as `pgmap`. */
export function recordOfRole(trace: Trace, call: number, role: string) {
  const parameter = parameterNamed(functionOf(trace, call), role);
  const record = parameter && pointedRecord(parameter);
  if (!parameter || !record) return null;
  return {
    record: completeRecord(trace.program, record),
    address: argumentOf(trace, call, parameter),
  };
}
