/** The part of the WebAssembly interface that the machine uses; every host of the core has it. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  /** Grows by 64 KiB pages; throws RangeError when there is no more. */
  grow(pages: number): number;
}

export interface WasmGlobal {
  value: number | bigint;
}

interface WasmApi {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: Record<string, unknown> };
  Memory: new (descriptor: { initial: number; maximum?: number }) => WasmMemory;
  RuntimeError: new () => Error;
  /** Absent in hosts without exceptions. */
  Exception?: new (tag: object, payload: unknown[]) => object;
  CompileError: new () => Error;
}

export const wasm: WasmApi = (globalThis as unknown as { WebAssembly: WasmApi }).WebAssembly;
