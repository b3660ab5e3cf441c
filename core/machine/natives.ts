/** The C functions that the machine provides (`NATIVES` and `USER_NATIVES` of the emitter's contract). */
import { NATIVES, USER_NATIVES } from '../c/emit/abi.ts';
import { kernelSpace, readUint, userSpace, type AddressSpace } from './address-space.ts';
import { Exit, Oops } from './faults.ts';
import type { Machine } from './machine.ts';
import { labMath } from './math.ts';
import { formatPrintf, PrintfError, type PrintfArgs } from './printf.ts';
import { extendedParts } from './printf-float.ts';
import { pageFlagNames, symbolAt } from './symbols.ts';
import { Signal } from './signal.ts';
import type { UserMode } from './user-mode.ts';

type Native = (...args: never[]) => number | bigint | void;

/** Number of the system call `write` on x86-64. */
const NR_WRITE = 1n;

/** Members of `struct __lab_signal_frame` (`kernel/include/asm/machine.h`). */
const SIGNAL_FRAME_WORDS = 10;

/** Offset of `overflow_arg_area` in the ABI's `va_list`. */
const OVERFLOW_AREA = 8n;

const count = (n: bigint): number => Number(BigInt.asUintN(64, n));
const unsigned = (n: bigint): bigint => BigInt.asUintN(64, n);

/** What kernel code and user code may both call; 64-bit values arrive as signed bigints. */
function commonFunctions(m: Machine, space: AddressSpace): Record<string, Native> {
  const copy = (name: string) => (to: bigint, from: bigint, length: bigint) => {
    if (length !== 0n)
      space.writeBlock(unsigned(to), space.readBlock(unsigned(from), count(length), name), name);
    return to;
  };
  return {
    memcpy: copy('memcpy'),
    memmove: copy('memmove'),
    memset(to: bigint, value: number, length: bigint) {
      space.writeBlock(unsigned(to), new Uint8Array(count(length)).fill(value), 'memset');
      return to;
    },
    memcmp(a: bigint, b: bigint, length: bigint) {
      const [x, y] = [a, b].map((p) => space.readBlock(unsigned(p), count(length), 'memcmp'));
      const at = x.findIndex((byte, i) => byte !== y[i]);
      return at < 0 ? 0 : x[at] - y[at];
    },
    strlen: (text: bigint) => BigInt(space.readString(unsigned(text), Infinity).length),
    strcmp(a: bigint, b: bigint) {
      const [x, y] = [
        space.readString(unsigned(a), Infinity),
        space.readString(unsigned(b), Infinity),
      ];
      return x === y ? 0 : x < y ? -1 : 1;
    },
    lab_value(name: bigint, value: bigint) {
      m.event({ kind: 'value', name: space.readString(unsigned(name)), value: unsigned(value) });
    },
    lab_mark(text: bigint) {
      m.event({ kind: 'mark', text: space.readString(unsigned(text)) });
    },
    __lab_vformat(buffer: bigint, size: bigint, text: bigint, list: bigint) {
      const area = readUint(space, unsigned(list) + OVERFLOW_AREA, 8);
      const result = format(m, space, text, area, 'libc');
      const room = count(size);
      if (buffer !== 0n && room > 0) {
        const kept = `${result.slice(0, room - 1)}\0`;
        space.writeBlock(
          unsigned(buffer),
          Uint8Array.from(kept, (ch) => ch.charCodeAt(0)),
          'printf',
        );
      }
      return result.length;
    },
    __lab_stdout(text: bigint, length: bigint) {
      m.output('stdout', space.peek(unsigned(text), count(length)));
    },
    __lab_stderr(text: bigint, length: bigint) {
      m.output('stderr', space.peek(unsigned(text), count(length)));
    },
    __lab_exit(code: number) {
      throw new Exit(code & 0xff);
    },
    __lab_destructors: () => m.runAfter(),
    __lab_sbrk: (increment: bigint) => space.sbrk(increment),
    __lab_math: (operation: number, a: number, b: number) => labMath(operation, a, b),
  };
}

function kernelFunctions(m: Machine, user: UserMode): Record<string, Native> {
  const space = kernelSpace(m);
  const text = (address: bigint) => space.readString(unsigned(address));
  return {
    ...commonFunctions(m, space),
    printk(template: bigint, area: bigint) {
      const line = format(m, space, template, area, 'kernel');
      m.printk(line);
      return line.length;
    },
    lab_pages(name: bigint, page: bigint, pages: bigint) {
      m.event({ kind: 'pages', name: text(name), address: unsigned(page), count: count(pages) });
    },
    __lab_map(page: bigint, target: bigint) {
      m.map(unsigned(page), unsigned(target));
    },
    __lab_warn(file: bigint, line: number, fn: bigint, message: bigint) {
      m.event({ kind: 'warning', file: text(file), line, function: text(fn), text: text(message) });
    },
    __lab_bug(file: bigint, line: number, _fn: bigint, message: bigint) {
      const said = text(message);
      throw new Oops(`kernel BUG at ${text(file)}:${line}!${said && ` ${said}`}`);
    },
    __lab_user_main: () => m.runUser(),
    __lab_load_cr3: (value: bigint) => user.loadCr3(unsigned(value)),
    __lab_flush_tlb: () => user.flush(),
    __lab_console: (at: bigint, length: bigint, isError: number) =>
      m.output(isError ? 'stderr' : 'stdout', space.peek(unsigned(at), count(length))),
    __lab_copy_thread: (pid: number) => processes(m).copy(pid),
    __lab_switch_to: (pid: number, dead: number) => processes(m).switchTo(pid, dead !== 0),
    __lab_kill_self(signal: number) {
      throw new Signal(signal, null);
    },
    __lab_setup_frame(at: bigint) {
      const words = Array.from({ length: SIGNAL_FRAME_WORDS }, (_, i) =>
        readUint(space, unsigned(at) + BigInt(8 * i), 8),
      );
      user.addHandler(words);
    },
    __lab_stop(reason: bigint) {
      throw new Oops(text(reason));
    },
    __lab_copy_from_user: (to: bigint, from: bigint, length: bigint) =>
      copyAcross(user, unsigned(from), count(length), false, (at, n, done) =>
        space.writeBlock(
          unsigned(to) + BigInt(done),
          m.readBlock(at, n, 'copy_from_user'),
          'copy_from_user',
        ),
      ),
    __lab_copy_to_user: (to: bigint, from: bigint, length: bigint) =>
      copyAcross(user, unsigned(to), count(length), true, (at, n, done) => {
        const bytes = space.readBlock(unsigned(from) + BigInt(done), n, 'copy_to_user');
        m.writeBlock(at, bytes, 'copy_to_user');
        if (user.isImage(at)) m.processes?.kernelWrote(at, bytes);
      }),
  };
}

function processes(m: Machine): NonNullable<Machine['processes']> {
  if (!m.processes) throw new Oops('the program is not linked with fork()');
  return m.processes;
}

/** Returns how many bytes were not copied because the user address could not be made accessible. */
function copyAcross(
  user: UserMode,
  address: bigint,
  length: number,
  isWrite: boolean,
  part: (at: bigint, count: number, done: number) => void,
): bigint {
  let copied = 0;
  try {
    user.eachPart(address, length, isWrite, (at, n, done) => {
      part(at, n, done);
      copied = done + n;
    });
  } catch (error) {
    if (!(error instanceof Signal)) throw error;
  }
  return BigInt(length - copied);
}

/** Output by way of the kernel, which knows where the descriptor leads. */
function writeOut(user: UserMode, descriptor: bigint, text: bigint, length: bigint): void {
  for (let done = 0n; done < length;) {
    const result = user.syscall([NR_WRITE, descriptor, text + done, length - done, 0n, 0n, 0n]);
    if (result <= 0n) return;
    done += result;
  }
}

/** All native functions of one machine, by import name. */
export function nativeFunctions(m: Machine, user: UserMode): Record<string, Native> {
  const space = userSpace(m, user);
  const watch = (address: bigint, pages: bigint, huge: boolean) =>
    m.event({
      ...{ kind: 'watch', address: unsigned(address), pages: count(pages), huge },
      tables: user.tablesAt,
    });
  const userFunctions: Record<string, Native> = {
    ...commonFunctions(m, space),
    lab_reset: () => m.event({ kind: 'reset' }),
    lab_watch: (address: bigint, pages: bigint) => watch(address, pages, false),
    lab_watch_thp: (address: bigint, pages: bigint) => watch(address, pages, true),
    lab_record: (on: number) => m.event({ kind: 'record', on: on !== 0 }),
    __lab_syscall: (...args: bigint[]) => user.syscall(args),
    ...(m.compiled.redirects && {
      __lab_stdout: (text: bigint, length: bigint) => writeOut(user, 1n, text, length),
      __lab_stderr: (text: bigint, length: bigint) => writeOut(user, 2n, text, length),
    }),
  };
  const all: Record<string, Native> = {};
  const kernel = kernelFunctions(m, user);
  for (const name of Object.keys(NATIVES)) all[name] = kernel[name];
  for (const name of Object.keys(USER_NATIVES)) all[`user:${name}`] = userFunctions[name];
  return all;
}

function format(
  m: Machine,
  space: AddressSpace,
  text: bigint,
  area: bigint,
  mode: 'libc' | 'kernel',
): string {
  const template = space.readString(unsigned(text));
  try {
    return formatPrintf(template, variableArguments(m, space, unsigned(area)), mode);
  } catch (error) {
    if (error instanceof PrintfError)
      throw new Oops(`bad format ${JSON.stringify(template)}: ${error.message}`);
    throw error;
  }
}

/** Reads variable arguments from the area that the caller laid out: eight bytes each. */
function variableArguments(m: Machine, space: AddressSpace, area: bigint): PrintfArgs {
  let next = area;
  const slot = () => {
    const value = readUint(space, next, 8);
    next += 8n;
    return value;
  };
  return {
    int: slot,
    double() {
      return new Float64Array(BigUint64Array.of(slot()).buffer)[0];
    },
    doubleBits: slot,
    longDouble() {
      next = (next + 15n) & ~15n;
      const significand = slot();
      return extendedParts(significand, Number(slot() & 0xffffn));
    },
    readString: (address, max) => space.readString(address, max),
    readBytes: (address, length) => space.peek(address, length),
    store: (address, value, size) =>
      space.writeBlock(
        address,
        Uint8Array.from({ length: size }, (_, i) => Math.floor(value / 256 ** i) % 256),
        'printf',
      ),
    symbol: (address) => symbolAt(m.compiled.program, address),
    flagNames: (kind, flags) => (kind === 'p' ? pageFlagNames(m.compiled.program, flags) : null),
    nested(address) {
      const list = readUint(space, address + 8n, 8);
      const template = space.readString(readUint(space, address, 8));
      return {
        format: template,
        args: variableArguments(m, space, readUint(space, list + OVERFLOW_AREA, 8)),
      };
    },
  };
}
