/**
 * Which address of the recording stands for which captured one. Two kernels put their objects at
 * different places; what must agree is what a pointer points to, and that the same captured address
 * always stands for the same modelled one, and the other way round, as long as the object lives.
 */
import type { RecordType } from '../c/ctype.ts';
import { hex } from '../mm/bytes.ts';
import { pageAddress } from '../mm/vmemmap.ts';
import type { Trace } from '../trace/index.ts';
import { argumentOf, functionOf } from './parameters.ts';
import type { FramePairs } from './frame-pairs.ts';
import { STRANGER, type Neighbours } from './neighbours.ts';
import { regionOf } from './regions.ts';
import { PAGE_STRUCT_BYTES } from './schema.ts';
import { StackPairs } from './stack-pairs.ts';

/** An object that both sides have, known by its role. */
export interface KnownObject {
  role: string;
  record: RecordType;
  captured: bigint;
  modelled: bigint;
  /** Words that the program itself set otherwise than the captured driver, by offset. */
  given: Map<number, { captured: bigint; modelled: bigint }>;
  /** Position in the recording up to which it is known to live. */
  seen: number;
}

/** Low bits of a pointer that mark what it is (PAGE_MAPPING_ANON, `head | 1`, list bits). */
const TAG = 7n;
/** A per-CPU counter's address carries __PERCPU_REF_ATOMIC and __PERCPU_REF_DEAD. */
const PERCPU_TAG = 3n;

/** One-to-one partners, each with the position at which it was last confirmed. */
class Pairs {
  private readonly toModel = new Map<bigint, { other: bigint; seen: number }>();
  private readonly toCapture = new Map<bigint, { other: bigint; seen: number }>();

  /** Confirms or adds a pair; says what stands against it otherwise. */
  join(
    captured: bigint,
    modelled: bigint,
    position: number,
    freed: (address: bigint, since: number) => boolean,
  ): string | null {
    const model = this.toModel.get(captured);
    if (model && model.other !== modelled) {
      if (!freed(model.other, model.seen)) {
        return `captured ${hex(captured)} already stands for ${hex(model.other)}`;
      }
      this.toCapture.delete(model.other);
    }
    const capture = this.toCapture.get(modelled);
    if (capture && capture.other !== captured) {
      if (!freed(modelled, capture.seen)) {
        return `${hex(modelled)} already stands for captured ${hex(capture.other)}`;
      }
      this.toModel.delete(capture.other);
    }
    this.toModel.set(captured, { other: modelled, seen: position });
    this.toCapture.set(modelled, { other: captured, seen: position });
    return null;
  }
}

export class Correspondence {
  private readonly objects: KnownObject[] = [];
  private readonly addresses = new Pairs();
  private readonly percpu = new Pairs();
  private readonly stack: StackPairs;
  private freedAt: Map<bigint, number[]> | null = null;
  /** The lists of page reclaim at the moment being compared; null where no such list is told apart. */
  neighbours: Neighbours | null = null;
  /** Links to pages that nobody watches, so far, on either side. */
  strangers = 0;
  /** Where the vmemmap of the recorded kernel starts. */
  readonly modelVmemmap: bigint;

  constructor(
    private readonly trace: Trace,
    /** Where the captured kernel's vmemmap starts. */
    private readonly vmemmap: bigint,
    /** Pairs of frames whose numbers the allocators choose; absent: the same number on both sides. */
    private readonly frames: FramePairs | null = null,
  ) {
    this.modelVmemmap = pageAddress(trace.program, 0n);
    this.stack = new StackPairs(trace);
  }

  /** Whether a captured number can be a kernel pointer at all. */
  isPointer(captured: bigint): boolean {
    return regionOf(captured, this.vmemmap) !== null;
  }

  /**
   * Takes note that `modelled` at `position` is what `captured` was in the captured kernel. Null, or
   * why it cannot be: a different target, or one that contradicts an earlier word.
   */
  pair(captured: bigint, modelled: bigint, position: number): string | null {
    const region = regionOf(captured, this.vmemmap);
    const other = regionOf(modelled, this.modelVmemmap);
    if (region === null || other === null) return 'not the same number';
    if (region !== other) return `points into the ${other}, not into the ${region}`;
    if (region === 'vmemmap') return this.comparePages(captured, modelled, position);
    const object = this.objectAt(captured, modelled, position);
    if (object) {
      object.seen = position;
      if (captured - object.captured === modelled - object.modelled) return null;
      return `only one of the two is ${object.role} at the same offset`;
    }
    if (region === 'kernel image' && !this.isSymbol(modelled)) {
      return 'points to no function or variable of the program';
    }
    const owner = region === 'vmalloc area' ? this.stack.ownerOf(modelled, position) : null;
    if (owner !== null) return this.stack.join(captured, modelled, owner, position);
    const mask = region === 'kernel image' ? 0n : TAG;
    if ((captured & mask) !== (modelled & mask)) return 'the low bits differ';
    return this.join(this.addresses, captured & ~mask, modelled & ~mask, position);
  }

  /** Like `pair` for a link of the lists of page reclaim, at an offset of the page. */
  pairNeighbour(
    captured: bigint,
    modelled: bigint,
    offset: number,
    position: number,
  ): string | null {
    const agree = () => this.pair(captured, modelled, position);
    if (!this.neighbours) return agree();
    const found = this.neighbours.compare(captured, modelled, offset, agree);
    if (found !== STRANGER) return found;
    this.strangers++;
    return null;
  }

  /** Like `pair` for the address of a per-CPU variable, an offset on machines with many CPUs. */
  pairPercpu(captured: bigint, modelled: bigint, position: number): string | null {
    if ((captured & PERCPU_TAG) !== (modelled & PERCPU_TAG))
      return 'the flags in bits 0 and 1 differ';
    const [from, to] = [captured & ~PERCPU_TAG, modelled & ~PERCPU_TAG];
    if (from === 0n || to === 0n) return from === to ? null : 'only one of the two is NULL';
    return this.join(this.percpu, from, to, position);
  }

  /** Makes an object known, so that pointers into it are compared by their offset. */
  define(
    role: string,
    record: RecordType,
    captured: bigint,
    modelled: bigint,
    position: number,
  ): KnownObject | string {
    const known = this.objectAt(captured, modelled, position);
    if (known?.captured === captured && known.modelled === modelled) {
      // A probe looks anew: it may be another object at the same place on both sides.
      known.given.clear();
      known.seen = position;
      return known;
    }
    const problem = this.pair(captured, modelled, position);
    if (problem !== null) return problem;
    const object = { role, record, captured, modelled, given: new Map(), seen: position };
    this.objects.push(object);
    return object;
  }

  /** The object that was captured at an address; null if none is known there. */
  objectCapturedAt(captured: bigint): KnownObject | null {
    return this.objects.find((object) => object.captured === captured) ?? null;
  }

  /** The living object that either address lies in. */
  private objectAt(captured: bigint, modelled: bigint, position: number): KnownObject | null {
    for (;;) {
      const inside = (address: bigint, start: bigint, size: number) =>
        address >= start && address < start + BigInt(size);
      const index = this.objects.findIndex(
        ({ captured: from, modelled: to, record: { size } }) =>
          inside(captured, from, size) || inside(modelled, to, size),
      );
      const object = this.objects[index];
      if (!object) return null;
      const agrees = captured - object.captured === modelled - object.modelled;
      if (agrees || !this.freed(object.modelled, object.seen, position)) return object;
      this.objects.splice(index, 1);
    }
  }

  private comparePages(captured: bigint, modelled: bigint, position: number): string | null {
    const [from, to] = [captured - this.vmemmap, modelled - this.modelVmemmap];
    if (from === to && !this.frames) return null;
    const size = BigInt(PAGE_STRUCT_BYTES);
    if (this.frames && from % size === to % size) {
      return this.frames.join(from / size, to / size, position);
    }
    if (from / size !== to / size) {
      return `struct page of pfn ${hex(to / size)}, not of pfn ${hex(from / size)}`;
    }
    return `byte ${to % size} of that struct page, not byte ${from % size}`;
  }

  private join(pairs: Pairs, captured: bigint, modelled: bigint, position: number): string | null {
    return pairs.join(captured, modelled, position, (address, since) =>
      this.freed(address, since, position),
    );
  }

  /** Whether kfree() took the object at `address` back between two positions. */
  private freed(address: bigint, from: number, to: number): boolean {
    this.freedAt ??= this.collectFrees();
    return (this.freedAt.get(address) ?? []).some((step) => step >= from && step < to);
  }

  private collectFrees(): Map<bigint, number[]> {
    const { calls } = this.trace.recording;
    const result = new Map<bigint, number[]>();
    for (let call = 0; call < calls.count; call++) {
      const info = functionOf(this.trace, call);
      if (info.name !== 'kfree' || info.paramCount === 0) continue;
      const object = argumentOf(this.trace, call, info.variables[0]!);
      const steps = result.get(object) ?? [];
      steps.push(calls.enter[call]!);
      result.set(object, steps);
    }
    return result;
  }

  private isSymbol(address: bigint): boolean {
    const { functions, globals } = this.trace.program;
    return (
      functions.some((info) => info.address === address) ||
      globals.some(
        (info) =>
          address >= info.address && address < info.address + BigInt(Math.max(info.type.size, 1)),
      )
    );
  }
}
