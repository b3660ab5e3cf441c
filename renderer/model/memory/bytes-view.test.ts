import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LabContext } from '../../commands/index.ts';
import { openRealLab } from '../../testing/real-lab.ts';
import { momentAt } from '../session.ts';
import { byteRows, ByteWindow, moveByte, ROW_BYTES } from './bytes-view.ts';

const anyAddress = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });

describe('the window of the byte view', () => {
  it('holds the address it was made for, wherever that is, and every row back and forth', () => {
    fc.assert(
      fc.property(anyAddress, fc.nat({ max: ByteWindow.ROWS - 1 }), (address, row) => {
        const window = new ByteWindow(address);
        const own = window.rowOf(address);
        expect(own).toBeGreaterThanOrEqual(0);
        expect(window.addressOf(own)).toBe(address & ~BigInt(ROW_BYTES - 1));
        expect(window.rowOf(window.addressOf(row))).toBe(row);
        expect(window.addressOf(ByteWindow.ROWS)).toBeLessThanOrEqual(1n << 64n);
        expect(window.isNearEnd(address) && address > 0x1000n && address < 1n << 63n).toBe(false);
      }),
    );
  });

  it('moves by bytes, rows and pages, and round the end of memory', () => {
    expect(moveByte(0x1005n, 'ArrowDown', 10)).toBe(0x1015n);
    expect(moveByte(0x1005n, 'Home', 10)).toBe(0x1000n);
    expect(moveByte(0x1005n, 'End', 10)).toBe(0x100fn);
    expect(moveByte(0x1005n, 'PageUp', 10)).toBe(0x1005n - 0x90n);
    expect(moveByte((1n << 64n) - 1n, 'ArrowRight', 10)).toBe(0n);
    expect(moveByte(0n, 'x', 10)).toBeNull();
  });
});

describe('rows of bytes', () => {
  let context: LabContext;
  beforeAll(async () => {
    context = await openRealLab();
  }, 60_000);

  it('mark what the last step changed, through whatever address it wrote', () => {
    const { left } = context.lab.sessions;
    const page = context.lab.selected!.address;
    const write = left!.trace.lastWrite(page + 8n, 8, context.lab.position - 1)!;
    const at = (position: number) =>
      byteRows(momentAt('left', left!, position), null, page & ~15n, 4);
    const after = at(write.step + 1);
    const before = at(write.step);
    const differing = before.map((row, index) =>
      [...row.bytes!].map((byte, offset) => byte !== after[index]!.bytes![offset]),
    );
    expect(after.map((row) => row.changed)).toEqual(differing);
    expect(after.flatMap((row) => row.changed)).toContain(true);
    expect(at(write.step + 2).flatMap((row) => row.changed)).not.toContain(true);
  });

  it('compare with the other state byte by byte', () => {
    const { left, right } = context.lab.moments;
    const symbol = left!.session.trace.program.globals.find(({ name }) => name === 'zero_pfn');
    const rows = byteRows(left!, right!, (symbol?.address ?? 0n) & ~15n, 8);
    for (const row of rows) {
      const other = right!.memory.read(row.address, ROW_BYTES);
      expect(row.differs).toEqual([...row.bytes!].map((byte, index) => byte !== other[index]));
    }
  });
});
