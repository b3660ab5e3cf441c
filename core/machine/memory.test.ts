import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Memory, PAGE_SIZE, pageOf } from './memory.ts';

const VMEMMAP = 0xffff_ea00_0000_0000n;
const bytes = (...values: number[]) => Uint8Array.from(values);

/** The plainest memory there is, to compare with: one Map of bytes. */
class Naive {
  private readonly cells = new Map<string, number>();
  write(address: bigint, data: Uint8Array) {
    data.forEach((byte, i) =>
      this.cells.set(BigInt.asUintN(64, address + BigInt(i)).toString(), byte),
    );
  }
  read(address: bigint, length: number) {
    return Uint8Array.from(
      { length },
      (_, i) => this.cells.get(BigInt.asUintN(64, address + BigInt(i)).toString()) ?? 0,
    );
  }
}

describe('Memory', () => {
  it('reads zero where nothing was written', () => {
    expect(new Memory().read(VMEMMAP + 4090n, 12)).toEqual(new Uint8Array(12));
    expect(new Memory().readUint(VMEMMAP, 8)).toBe(0n);
  });

  it('starts with copies of its initial pages', () => {
    const page = new Uint8Array(PAGE_SIZE).fill(7);
    const memory = new Memory([{ page: pageOf(VMEMMAP), bytes: page }]);
    page.fill(9);
    expect(memory.readUint(VMEMMAP, 4)).toBe(0x0707_0707n);
    expect(() => new Memory([{ page: 1, bytes: new Uint8Array(12) }])).toThrow(/12 bytes/);
  });

  it('reads little endian across a page boundary', () => {
    const memory = new Memory();
    memory.write(VMEMMAP + 4094n, bytes(1, 2, 3, 4, 5, 6, 7, 8));
    expect(memory.readUint(VMEMMAP + 4094n, 8)).toBe(0x0807_0605_0403_0201n);
    expect(memory.read(VMEMMAP + 4096n, 2)).toEqual(bytes(3, 4));
  });

  it('wraps around at the top of the address space', () => {
    const memory = new Memory();
    memory.write(0xffff_ffff_ffff_fffen, bytes(1, 2, 3));
    expect(memory.read(0n, 1)).toEqual(bytes(3));
    expect(memory.peek(0xffff_fffe, 0xffff_ffff, 4)).toBe(0x0003_0201);
  });

  it('pokes any size at any alignment as write does', () => {
    const sizes = fc.constantFrom(1, 2, 3, 4, 5, 7, 8, 12, 16);
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.integer({ min: 4070, max: 4110 }), sizes, fc.infiniteStream(fc.nat())),
          {
            maxLength: 20,
          },
        ),
        (writes) => {
          const memory = new Memory();
          const naive = new Naive();
          for (const [offset, size, stream] of writes) {
            const words = Uint32Array.from(stream.take(Math.ceil(size / 4) + 1));
            memory.poke(offset, 0xffff_ea00, size, words, 1);
            naive.write(VMEMMAP + BigInt(offset), new Uint8Array(words.buffer).slice(4, 4 + size));
          }
          expect(memory.read(VMEMMAP + 4000n, 200)).toEqual(naive.read(VMEMMAP + 4000n, 200));
          for (let at = 4070; at < 4110; at++) {
            const value = memory.readUint(VMEMMAP + BigInt(at), 4);
            expect(BigInt(memory.peek(at, 0xffff_ea00, 4) >>> 0)).toBe(value);
            expect(memory.peek(at, 0xffff_ea00, 2)).toBe(Number(value & 0xffffn));
            expect(memory.peek(at, 0xffff_ea00, 3)).toBe(Number(value & 0xff_ffffn));
          }
        },
      ),
    );
  });

  it('makes two page numbers name the same bytes, and takes it back', () => {
    const memory = new Memory();
    const [first, second] = [VMEMMAP, VMEMMAP + 4096n];
    memory.write(first, bytes(1));
    memory.write(second, bytes(2));
    memory.map(pageOf(second), pageOf(first));
    expect(memory.readUint(second, 1)).toBe(1n);
    memory.write(second + 8n, bytes(3));
    memory.poke(Number((second + 9n) & 0xffff_ffffn), 0xffff_ea00, 1, Uint32Array.of(4), 0);
    expect(memory.read(first + 8n, 2)).toEqual(bytes(3, 4));
    memory.map(pageOf(second), 0);
    expect(memory.readUint(second, 1)).toBe(2n);
    expect(memory.readUint(second + 8n, 1)).toBe(0n);
  });

  it('follows aliases of aliases and refuses a circle', () => {
    const memory = new Memory();
    memory.map(10, 11);
    memory.map(11, 12);
    memory.write(10n * 4096n, bytes(5));
    expect(memory.readUint(12n * 4096n, 1)).toBe(5n);
    expect(() => memory.map(12, 10)).toThrow(/alias of itself/);
    expect(memory.resolve(10)).toBe(12);
  });

  it('goes back to any snapshot, aliases included', () => {
    const command = fc.oneof(
      fc.record({ write: fc.nat(3 * 4096), value: fc.integer({ min: 1, max: 255 }) }),
      fc.record({ map: fc.integer({ min: 1, max: 3 }), on: fc.boolean() }),
      fc.constant('snapshot' as const),
      fc.record({ restore: fc.nat() }),
      fc.record({ fork: fc.nat() }),
    );
    const contents = (memory: Memory) => memory.read(0n, 5 * 4096);
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        let memory = new Memory();
        const taken = [{ snapshot: memory.snapshot(), bytes: contents(memory) }];
        for (const step of commands) {
          if (step === 'snapshot') {
            taken.push({ snapshot: memory.snapshot(), bytes: contents(memory) });
          } else if ('write' in step) {
            memory.write(BigInt(step.write), bytes(step.value, step.value));
          } else if ('map' in step) {
            memory.map(step.map, step.on ? 4 : 0);
          } else {
            const pick = taken[('restore' in step ? step.restore : step.fork) % taken.length]!;
            if ('restore' in step) memory.restore(pick.snapshot);
            else memory = Memory.fromSnapshot(pick.snapshot);
            expect(contents(memory)).toEqual(pick.bytes);
          }
        }
        for (const { snapshot, bytes } of taken) {
          expect(contents(Memory.fromSnapshot(snapshot))).toEqual(bytes);
        }
      }),
    );
  });
});
