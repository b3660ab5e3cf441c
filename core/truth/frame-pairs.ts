/** Which frame of the recording is which captured one, where the allocators chose the numbers. */
import { hex } from '../mm/bytes.ts';
import { pfnAt } from '../mm/vmemmap.ts';
import type { Trace } from '../trace/index.ts';
import { argumentOf, functionOf } from './parameters.ts';

interface Pair {
  other: bigint;
  /** Position at which the pair was last confirmed. */
  seen: number;
}

/** One-to-one pairs. A pair ends when the page allocator gets the recording's frame back. */
export class FramePairs {
  private readonly toModel = new Map<bigint, Pair>();
  private readonly toCapture = new Map<bigint, Pair>();
  private freedAt: Map<bigint, number[]> | null = null;

  constructor(private readonly trace: Trace) {}

  /** The recording's frame for a captured one; null if it has not been met. */
  modelOf(captured: bigint): bigint | null {
    return this.toModel.get(captured)?.other ?? null;
  }

  /** Confirms or makes a pair. Null, or what stands against it. */
  join(captured: bigint, modelled: bigint, position: number): string | null {
    const model = this.toModel.get(captured);
    if (model && model.other !== modelled) {
      if (!this.freed(model.other, model.seen, position))
        return `frame ${hex(captured)} already stands for ${hex(model.other)}, not for ${hex(modelled)}`;
      this.toCapture.delete(model.other);
    }
    const capture = this.toCapture.get(modelled);
    if (capture && capture.other !== captured) {
      if (!this.freed(modelled, capture.seen, position))
        return `${hex(modelled)} already stands for frame ${hex(capture.other)}, not for ${hex(captured)}`;
      this.toModel.delete(capture.other);
    }
    this.toModel.set(captured, { other: modelled, seen: position });
    this.toCapture.set(modelled, { other: captured, seen: position });
    return null;
  }

  private freed(pfn: bigint, from: number, to: number): boolean {
    this.freedAt ??= this.collectFrees();
    return (this.freedAt.get(pfn) ?? []).some((step) => step >= from && step < to);
  }

  private collectFrees(): Map<bigint, number[]> {
    const { calls } = this.trace.recording;
    const result = new Map<bigint, number[]>();
    for (let call = 0; call < calls.count; call++) {
      const info = functionOf(this.trace, call);
      if (info.name !== 'free_unref_page') continue;
      const page = argumentOf(this.trace, call, info.variables[0]!);
      const pfn = pfnAt(this.trace.program, page);
      if (pfn !== null) result.set(pfn, [...(result.get(pfn) ?? []), calls.enter[call]!]);
    }
    return result;
  }
}
