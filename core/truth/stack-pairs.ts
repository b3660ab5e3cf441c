/** Objects on kernel stacks: they live as long as the call whose local variables they are. */
import { hex } from '../mm/bytes.ts';
import type { Trace } from '../trace/index.ts';
import { functionOf } from './parameters.ts';

interface Pair {
  other: bigint;
  /** The call whose frame holds the modelled object. */
  owner: number;
}

/** One-to-one pairs of stack addresses, each for the life of a frame. */
export class StackPairs {
  private readonly toModel = new Map<bigint, Pair>();
  private readonly toCapture = new Map<bigint, Pair>();

  constructor(private readonly trace: Trace) {}

  /** The call, of those open at `position`, in whose frame `address` lies; null if it is in none. */
  ownerOf(address: bigint, position: number): number | null {
    const { stackBase, calls, stepCall, stepCount } = this.trace.recording;
    const offset = Number(address - stackBase);
    for (let call = stepCall[Math.min(position, stepCount - 1)]!; ; call = calls.parent[call]!) {
      const start = calls.frame[call]!;
      if (offset >= start && offset < start + functionOf(this.trace, call).frameSize) return call;
      if (call === 0) return null;
    }
  }

  /** Confirms or makes a pair. Null, or what stands against it. */
  join(captured: bigint, modelled: bigint, owner: number, position: number): string | null {
    const model = this.alive(this.toModel.get(captured), position);
    if (model && model.other !== modelled) {
      return `captured ${hex(captured)} already stands for ${hex(model.other)}`;
    }
    const capture = this.alive(this.toCapture.get(modelled), position);
    if (capture && capture.other !== captured) {
      return `${hex(modelled)} already stands for captured ${hex(capture.other)}`;
    }
    this.toModel.set(captured, { other: modelled, owner });
    this.toCapture.set(modelled, { other: captured, owner });
    return null;
  }

  private alive(pair: Pair | undefined, position: number): Pair | null {
    return pair && this.trace.recording.calls.leave[pair.owner]! >= position ? pair : null;
  }
}
