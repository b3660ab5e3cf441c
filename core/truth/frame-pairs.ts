/** Which frame of the recording is which captured one, where the allocators chose the numbers. */
import { hex } from '../mm/bytes.ts';
import { pfnAt } from '../mm/vmemmap.ts';
import type { Trace } from '../trace/index.ts';
import { argumentOf, functionOf, parameterNamed } from './parameters.ts';

interface Pair {
  other: bigint;
  /** Position at which the pair was last confirmed. */
  seen: number;
}

/** Functions through which the page allocator takes frames back, and the one that hands them out. */
const FREES: readonly string[] = ['free_unref_page', '__free_pages_ok'];
const ALLOCATES = 'prep_new_page';

interface Change {
  step: number;
  isFree: boolean;
}

/**
 * One-to-one pairs. A pair ends when the recording's frame goes through the page allocator: what is
 * free stands for nothing, and who gets it next is the allocator's choice.
 */
export class FramePairs {
  private readonly toModel = new Map<bigint, Pair>();
  private readonly toCapture = new Map<bigint, Pair>();
  private changes: Map<bigint, Change[]> | null = null;

  constructor(private readonly trace: Trace) {}

  /** The recording's frame for a captured one; null if it has not been met. */
  modelOf(captured: bigint): bigint | null {
    return this.toModel.get(captured)?.other ?? null;
  }

  /** The captured frame that one of the recording stands for; null if it stands for none. */
  captureOf(modelled: bigint): bigint | null {
    return this.toCapture.get(modelled)?.other ?? null;
  }

  /** Confirms or makes a pair. Null, or what stands against it. */
  join(captured: bigint, modelled: bigint, position: number): string | null {
    const model = this.toModel.get(captured);
    if (model && model.other !== modelled) {
      if (!this.hasEnded(model.other, model.seen, position))
        return `frame ${hex(captured)} already stands for ${hex(model.other)}, not for ${hex(modelled)}`;
      this.toCapture.delete(model.other);
    }
    const capture = this.toCapture.get(modelled);
    if (capture && capture.other !== captured) {
      if (!this.hasEnded(modelled, capture.seen, position))
        return `${hex(modelled)} already stands for frame ${hex(capture.other)}, not for ${hex(captured)}`;
      this.toModel.delete(capture.other);
    }
    this.toModel.set(captured, { other: modelled, seen: position });
    this.toCapture.set(modelled, { other: captured, seen: position });
    return null;
  }

  /** Whether a frame is free, or was freed or handed out since `seen`. */
  private hasEnded(pfn: bigint, seen: number, position: number): boolean {
    this.changes ??= this.collectChanges();
    const before = (this.changes.get(pfn) ?? []).filter(({ step }) => step < position);
    const last = before.at(-1);
    return last !== undefined && (last.isFree || last.step >= seen);
  }

  private collectChanges(): Map<bigint, Change[]> {
    const { calls } = this.trace.recording;
    const result = new Map<bigint, Change[]>();
    for (let call = 0; call < calls.count; call++) {
      const info = functionOf(this.trace, call);
      const isFree = FREES.includes(info.name);
      if (!isFree && info.name !== ALLOCATES) continue;
      const page = argumentOf(this.trace, call, info.variables[0]!);
      const first = pfnAt(this.trace.program, page);
      if (first === null) continue;
      const order = parameterNamed(info, 'order');
      const count = order ? 1n << argumentOf(this.trace, call, order) : 1n;
      for (let pfn = first; pfn < first + count; pfn++) {
        const list = result.get(pfn) ?? [];
        list.push({ step: calls.enter[call]!, isFree });
        result.set(pfn, list);
      }
    }
    return result;
  }
}
