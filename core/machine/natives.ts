/** The C functions that the machine provides (`NATIVES` of the emitter's contract). */
import { NATIVES } from '../c/emit/abi.ts';
import { Exit, Oops } from './faults.ts';
import type { Machine } from './machine.ts';
import { labMath } from './math.ts';
import { formatPrintf, PrintfError, type PrintfArgs } from './printf.ts';

type Native = (...args: never[]) => number | bigint | void;

/** Offset of `overflow_arg_area` in the ABI's `va_list`. */
const OVERFLOW_AREA = 8n;

const count = (n: bigint): number => Number(BigInt.asUintN(64, n));
const unsigned = (n: bigint): bigint => BigInt.asUintN(64, n);

/** The natives of one machine; 64-bit values arrive as signed bigints. */
export function nativeFunctions(m: Machine): Record<keyof typeof NATIVES, Native> {
  const format = (text: bigint, area: bigint, mode: 'libc' | 'kernel'): string => {
    const template = m.readString(unsigned(text));
    try {
      return formatPrintf(template, variableArguments(m, unsigned(area)), mode);
    } catch (error) {
      if (error instanceof PrintfError)
        throw new Oops(`bad format ${JSON.stringify(template)}: ${error.message}`);
      throw error;
    }
  };
  const copy = (name: string) => (to: bigint, from: bigint, length: bigint) => {
    m.copyBlock(unsigned(to), unsigned(from), count(length), name);
    return to;
  };
  return {
    memcpy: copy('memcpy'),
    memmove: copy('memmove'),
    memset(to: bigint, value: number, length: bigint) {
      m.writeBlock(unsigned(to), new Uint8Array(count(length)).fill(value), 'memset');
      return to;
    },
    memcmp(a: bigint, b: bigint, length: bigint) {
      const [x, y] = [a, b].map((p) => m.readBlock(unsigned(p), count(length), 'memcmp'));
      const at = x.findIndex((byte, i) => byte !== y[i]);
      return at < 0 ? 0 : x[at] - y[at];
    },
    strlen: (text: bigint) => BigInt(m.readString(unsigned(text), Infinity).length),
    strcmp(a: bigint, b: bigint) {
      const [x, y] = [m.readString(unsigned(a), Infinity), m.readString(unsigned(b), Infinity)];
      return x === y ? 0 : x < y ? -1 : 1;
    },
    printk(text: bigint, area: bigint) {
      const line = format(text, area, 'kernel');
      m.printk(line);
      return line.length;
    },
    lab_value(name: bigint, value: bigint) {
      m.event({ kind: 'value', name: m.readString(unsigned(name)), value: unsigned(value) });
    },
    lab_mark(text: bigint) {
      m.event({ kind: 'mark', text: m.readString(unsigned(text)) });
    },
    lab_pages(name: bigint, page: bigint, pages: bigint) {
      m.event({
        kind: 'pages',
        name: m.readString(unsigned(name)),
        address: unsigned(page),
        count: count(pages),
      });
    },
    __lab_map(page: bigint, target: bigint) {
      m.map(unsigned(page), unsigned(target));
    },
    __lab_warn(file: bigint, line: number, fn: bigint, text: bigint) {
      const at = { file: m.readString(unsigned(file)), line, function: m.readString(unsigned(fn)) };
      m.event({ kind: 'warning', ...at, text: m.readString(unsigned(text)) });
    },
    __lab_bug(file: bigint, line: number, _fn: bigint, text: bigint) {
      const message = m.readString(unsigned(text));
      throw new Oops(
        `kernel BUG at ${m.readString(unsigned(file))}:${line}!${message && ` ${message}`}`,
      );
    },
    __lab_vformat(buffer: bigint, size: bigint, text: bigint, list: bigint) {
      const area = m.memory.readUint(unsigned(list) + OVERFLOW_AREA, 8);
      const result = format(text, area, 'libc');
      const room = count(size);
      if (buffer !== 0n && room > 0) {
        const kept = result.slice(0, room - 1);
        m.writeBlock(
          unsigned(buffer),
          Uint8Array.from(`${kept}\0`, (ch) => ch.charCodeAt(0)),
          'printf',
        );
      }
      return result.length;
    },
    __lab_stdout(text: bigint, length: bigint) {
      m.output('stdout', m.memory.read(unsigned(text), count(length)));
    },
    __lab_stderr(text: bigint, length: bigint) {
      m.output('stderr', m.memory.read(unsigned(text), count(length)));
    },
    __lab_exit(code: number) {
      throw new Exit(code & 0xff);
    },
    __lab_sbrk: (increment: bigint) => m.sbrk(increment),
    __lab_math: (operation: number, a: number, b: number) => labMath(operation, a, b),
  };
}

/** Reads variable arguments from the area that the caller laid out: eight bytes each. */
function variableArguments(m: Machine, area: bigint): PrintfArgs {
  let next = area;
  const slot = () => {
    const value = m.memory.readUint(next, 8);
    next += 8n;
    return value;
  };
  return {
    int: slot,
    double() {
      return new Float64Array(BigUint64Array.of(slot()).buffer)[0];
    },
    doubleBits: slot,
    readString: (address, max) => m.readString(address, max),
    readBytes: (address, length) => m.memory.read(address, length),
    symbol: (address) => m.symbolAt(address),
    flagNames: (kind, flags) => (kind === 'p' ? m.pageFlagNames(flags) : null),
    nested(address) {
      const list = m.memory.readUint(address + 8n, 8);
      const format = m.readString(m.memory.readUint(address, 8));
      return { format, args: variableArguments(m, m.memory.readUint(list + OVERFLOW_AREA, 8)) };
    },
  };
}
