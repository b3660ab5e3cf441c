/** What stops a run, thrown through the emitted code and caught where the run was started. */
import { wasm } from './wasm-host.ts';

/** The machine cannot go on: the kernel would print an oops. */
export class Oops extends Error {
  constructor(
    reason: string,
    readonly address: bigint | null = null,
    readonly access: 'read' | 'write' | 'execute' | null = null,
  ) {
    super(reason);
    this.name = 'Oops';
  }
}

/** The program asked to end. */
export class Exit extends Error {
  constructor(readonly code: number) {
    super(`exit ${code}`);
    this.name = 'Exit';
  }
}

/** The step budget is used up. */
export class OutOfBudget extends Error {
  constructor() {
    super('step budget used up');
    this.name = 'OutOfBudget';
  }
}

export const hex16 = (address: bigint): string => address.toString(16).padStart(16, '0');

/** Addresses whose upper bits do not repeat bit 47 fault before any page table is looked at. */
const isCanonical = (address: bigint): boolean =>
  BigInt.asUintN(64, BigInt.asIntN(48, address)) === address;

/** The fault of touching an address that is not mapped, in the kernel's words. */
export function pageFault(address: bigint, access: 'read' | 'write' | 'execute'): Oops {
  if (!isCanonical(address)) {
    return new Oops(
      `general protection fault, probably for non-canonical address 0x${address.toString(16)}`,
      address,
      access,
    );
  }
  const what =
    address < 4096n
      ? 'BUG: kernel NULL pointer dereference, address: '
      : 'BUG: unable to handle page fault for address: ';
  return new Oops(what + hex16(address), address, access);
}

/** Traps of WebAssembly itself, and the host's own stack running out; null for any other error. */
export function trapAsOops(error: unknown): Oops | null {
  if (wasm.Exception && error instanceof wasm.Exception)
    return new Oops('longjmp to a call that has returned');
  if (!(error instanceof Error)) return null;
  if (error instanceof RangeError) {
    return new Oops(
      /call stack/i.test(error.message) ? 'stack overflow: calls nest too deep' : error.message,
    );
  }
  if (!(error instanceof wasm.RuntimeError)) return null;
  if (/divide|remainder/.test(error.message)) return new Oops('divide error');
  if (/signature|indirect/.test(error.message))
    return new Oops('call through a function pointer of another type');
  return new Oops(`machine trap: ${error.message}`);
}
