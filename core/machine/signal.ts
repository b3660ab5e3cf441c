/** How a program ends. */
import { Exit } from './faults.ts';

const NAMES: Readonly<Record<number, string>> = { 7: 'bus error', 11: 'segfault' };

/** The program was killed by a signal. */
export class Signal extends Error {
  /** `address`: what it must not touch; null if somebody sent the signal. */
  constructor(
    readonly number: number,
    readonly address: bigint | null,
  ) {
    super(`signal ${number}`);
    this.name = 'Signal';
  }

  /** The kernel tells of faults, and of nothing else that kills. */
  report(log: { printk(text: string): void }, pid: number): void {
    if (this.address === null) return;
    const what = NAMES[this.number] ?? this.message;
    log.printk(`\x016program[${pid}]: ${what} at ${this.address.toString(16)}`);
  }
}

/** Runs a program to its end and says how it ended, as `wait` tells it. */
export function runToEnd(
  pid: number,
  log: { printk(text: string): void },
  run: () => unknown,
): number {
  try {
    const code = run();
    return (typeof code === 'number' ? code & 0xff : 0) << 8;
  } catch (error) {
    if (error instanceof Exit) return error.code << 8;
    if (!(error instanceof Signal)) throw error;
    error.report(log, pid);
    return error.number;
  }
}
