/** One process of a program that can fork, as the machine sees it. */
import { History, type KernelEntry, type Rerun } from './history.ts';
import type { ImagePages } from './program-image.ts';

/** Where a heap ends: as asked for, and in whole pages. */
export interface HeapEnd {
  end: bigint;
  brk: bigint;
}

export class Process {
  /** The process that made this one; 0 for the first. */
  readonly parent: number;
  readonly history: History;
  /** Its image while another process runs. */
  image: ImagePages;
  /** How far its heap goes while another process runs. */
  heap: HeapEnd;
  /** Its program runs, or waits in the kernel, on the host's stack; else it has to be run again. */
  active = false;
  /** Where running it again leads to: behind the `fork` that made it, or before a call that waits. */
  resumes: 'behind' | 'before' = 'before';
  /** Set while it runs again. */
  rerun: Rerun | null = null;
  /** The kernel runs on its behalf. */
  open: KernelEntry | null = null;
  /** The address under which a touched page is found, since the kernel was entered last. */
  readonly touched = new Map<number, bigint>();
  /** Rows of calls: what its code calls a row, and which row it is, where they differ. */
  rows: ReadonlyMap<number, number> = new Map();
  /** Its innermost call when it entered the kernel, by its code's number. */
  innermost = 0;
  /** The row of its `main`. */
  outermost = 0;

  constructor(
    readonly pid: number,
    image: ImagePages,
    heap: HeapEnd,
    from?: Process,
  ) {
    this.parent = from?.pid ?? 0;
    this.image = image;
    this.heap = heap;
    this.history = new History(from?.history);
  }
}
