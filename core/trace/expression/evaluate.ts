/** The value of an expression at one moment: memory as it was then, and a frame for local variables. */
import type { Expr } from '../../c/ast.ts';
import { castConstant, foldInteger } from '../../c/check/constant.ts';
import { foldFloat } from '../../c/check/fold-float.ts';
import { foldBitBuiltin } from '../../c/check/fold-builtin.ts';
import type { CType, Member } from '../../c/ctype.ts';
import { isFloat, isRecord, isScalar, isSigned, typeText, wrapInteger } from '../../c/types.ts';
import type { MemoryView } from '../../machine/memory.ts';
import type { Frame } from '../call-stack.ts';
import { ExpressionError } from './error.ts';
import type { Expression } from './parse.ts';

/** The moment at which an expression is evaluated. */
export interface Moment {
  memory: MemoryView;
  /** Needed by expressions that name local variables. */
  frame: Pick<Frame, 'frameBase' | 'functionIndex'> | null;
  /** Values of the convenience names. */
  values?: ReadonlyMap<string, bigint>;
  /**
   * The address under which memory holds a byte, for user addresses that page tables translate; null:
   * nothing is mapped there. Left out, addresses are used as they are.
   */
  translate?: (address: bigint) => bigint | null;
}

/** What an expression is at a moment. */
export interface ExpressionValue {
  type: CType;
  /** As in memory; of a bit-field its value widened to its type. */
  bytes: Uint8Array;
  /** The number, sign extended by its type; null of records and arrays. */
  scalar: bigint | number | null;
  /** Where it lies; null of values that are computed, and of bit-fields. */
  address: bigint | null;
}

/** Does a condition hold? Throws ExpressionError for a value that is no number. */
export function isTrue(value: ExpressionValue): boolean {
  if (value.scalar === null) {
    throw new ExpressionError(`a '${typeText(value.type)}' is neither true nor false`);
  }
  return value.scalar !== 0n && value.scalar !== 0;
}

/**
 * Evaluates as C and gdb do. Throws ExpressionError where there is no value: memory that cannot be
 * read, division by zero, local variables without their frame.
 */
export function evaluate(expression: Expression, moment: Moment): ExpressionValue {
  return new Evaluator(expression, moment).result(expression.tree);
}

type Scalar = bigint | number;

/** The first page is never mapped; a wild access near NULL must not read as zero. */
const LOWEST = 0x1000n;
const USER_END = 1n << 47n;
const KERNEL_START = 0xffff_8000_0000_0000n;

class Evaluator {
  constructor(
    private readonly expression: Expression,
    private readonly moment: Moment,
  ) {}

  result(e: Expr): ExpressionValue {
    const { type } = e;
    if (type.kind === 'function') {
      const address = this.place(e);
      return { type, bytes: new Uint8Array(), scalar: address, address };
    }
    if (!isScalar(type)) {
      const bytes = this.object(e);
      return { type, bytes, scalar: null, address: hasPlace(e) ? this.place(e) : null };
    }
    const scalar = this.scalar(e);
    const isBits = e.op === 'member' && e.member.bitWidth !== undefined;
    const address = hasPlace(e) && !isBits ? this.place(e) : null;
    return { type, bytes: scalarBytes(type, scalar), scalar, address };
  }

  private fail(message: string, e: Expr): ExpressionError {
    return new ExpressionError(message, e.at.column);
  }

  private scalar(e: Expr): Scalar {
    switch (e.op) {
      case 'int':
      case 'float':
        return e.value;
      case 'local': {
        const value = this.moment.values?.get(e.variable.name);
        return value === undefined ? this.load(e) : wrapInteger(e.type, value);
      }
      case 'global':
      case 'deref':
      case 'member':
        return this.load(e);
      case 'address':
        return this.place(e.of);
      case 'cast':
        return this.cast(this.scalar(e.value), e.value.type, e.type, e);
      case 'negate':
      case 'complement': {
        const value = this.scalar(e.value);
        if (typeof value === 'number') return -value;
        return wrapInteger(e.type, e.op === 'negate' ? -value : ~value);
      }
      case 'not':
        return this.truth(e.value) ? 0n : 1n;
      case 'binary':
        return this.binary(e);
      case 'logical':
        return (e.and ? this.truth(e.left) && this.truth(e.right) : this.either(e)) ? 1n : 0n;
      case 'conditional':
        return this.scalar(this.truth(e.condition) ? e.then : e.otherwise);
      case 'comma':
        return this.scalar(e.second);
      case 'builtin': {
        const value = this.scalar(e.args[0]!);
        const bits = e.args[0]!.type.size * 8;
        const result = foldBitBuiltin(e.name, typeof value === 'bigint' ? value : 0n, bits);
        if (result === null) throw this.fail(`__builtin_${e.name}() has no value here`, e);
        return result;
      }
      default:
        throw this.fail('this has no value', e);
    }
  }

  private truth(e: Expr): boolean {
    const value = this.scalar(e);
    return value !== 0n && value !== 0;
  }

  private either(e: Expr & { op: 'logical' }): boolean {
    return this.truth(e.left) || this.truth(e.right);
  }

  private binary(e: Expr & { op: 'binary' }): Scalar {
    const left = this.scalar(e.left);
    const right = this.scalar(e.right);
    if (typeof left === 'number' || typeof right === 'number') {
      const operands = [{ float: Number(left) }, { float: Number(right) }] as const;
      const value = foldFloat(e.operator, e.left.type, ...operands);
      if (value === null) throw this.fail('floating values do not have this operator', e);
      return typeof value === 'bigint' ? value : value.float;
    }
    const isShift = e.operator === 'shl' || e.operator === 'shr';
    const value = foldInteger(e.operator, isShift ? e.type : e.left.type, left, right);
    if (value === null) {
      throw this.fail(isShift ? `a shift by ${right} is undefined` : 'division by zero', e);
    }
    return wrapInteger(e.type, value);
  }

  private cast(value: Scalar, from: CType, to: CType, e: Expr): Scalar {
    const constant =
      typeof value === 'number'
        ? { symbol: null, value: 0n, float: value }
        : { symbol: null, value };
    const result = isScalar(to) ? castConstant(constant, from, to) : null;
    if (!result) throw this.fail(`there is no value of type '${typeText(to)}' here`, e);
    return result.float ?? result.value;
  }

  /** Reads a scalar out of memory, or out of a computed record. */
  private load(e: Expr): Scalar {
    const { type } = e;
    if (!isScalar(type)) throw this.fail(`a '${typeText(type)}' is no number`, e);
    const bytes = hasPlace(e)
      ? this.bytesAt(this.place(e), type.size, e)
      : this.object(e).subarray(0, type.size);
    if (e.op === 'member' && e.member.bitWidth !== undefined) {
      return bitField(type, e.member, bytes);
    }
    if (!isFloat(type)) return wrapInteger(type, unsigned(bytes));
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (type.size === 4) return view.getFloat32(0, true);
    if (type.size === 8) return view.getFloat64(0, true);
    throw this.fail(`computing with 'long double' is not supported`, e);
  }

  /** The bytes of a record, array or scalar object. */
  private object(e: Expr): Uint8Array {
    if (hasPlace(e)) {
      if (e.type.kind === 'void') throw this.fail(`there is nothing to read in a 'void'`, e);
      return this.bytesAt(this.place(e), e.type.size, e);
    }
    switch (e.op) {
      case 'conditional':
        return this.object(this.truth(e.condition) ? e.then : e.otherwise);
      case 'comma':
        return this.object(e.second);
      case 'member':
        return this.object(e.record).subarray(e.offset, e.offset + e.type.size);
      default:
        throw this.fail(`a value of type '${typeText(e.type)}' cannot be computed`, e);
    }
  }

  /** The address of an object or function. */
  private place(e: Expr): bigint {
    switch (e.op) {
      case 'local': {
        if (e.variable.name.startsWith('$'))
          throw this.fail(`'${e.variable.name}' has no address`, e);
        const { frame } = this.moment;
        const { place } = this.expression;
        if (!frame || frame.functionIndex !== place?.functionIndex)
          throw this.fail(`'${e.variable.name}' does not exist at this moment`, e);
        return frame.frameBase + BigInt(e.variable.frameOffset);
      }
      case 'global': {
        const address = this.expression.addresses.get(e.symbol);
        if (address === undefined) throw this.fail(`'${e.symbol.name}' has no address`, e);
        return address;
      }
      case 'deref':
        return BigInt.asUintN(64, BigInt(this.scalar(e.pointer)));
      case 'member':
        return BigInt.asUintN(64, this.place(e.record) + BigInt(e.offset));
      default:
        throw this.fail('this has no address', e);
    }
  }

  private bytesAt(address: bigint, size: number, e: Expr): Uint8Array {
    if (size === 0) return new Uint8Array();
    const last = address + BigInt(size) - 1n;
    const canonical = last < USER_END || (address >= KERNEL_START && last < 1n << 64n);
    if (address < LOWEST || !canonical) throw this.unreadable(address, e);
    const { memory, translate } = this.moment;
    if (!translate || address >= KERNEL_START) return memory.read(address, size);
    const result = new Uint8Array(size);
    for (let done = 0; done < size;) {
      const at = address + BigInt(done);
      const held = translate(at);
      if (held === null) throw this.unreadable(at, e);
      const count = Math.min(size - done, 4096 - Number(at & 0xfffn));
      result.set(memory.read(held, count), done);
      done += count;
    }
    return result;
  }

  private unreadable(address: bigint, e: Expr): ExpressionError {
    return this.fail(`cannot access memory at address 0x${address.toString(16)}`, e);
  }
}

/** Does the expression name something in memory? */
function hasPlace(e: Expr): boolean {
  switch (e.op) {
    case 'local':
      return !e.variable.name.startsWith('$');
    case 'global':
    case 'deref':
      return true;
    case 'member':
      return isRecord(e.record.type) && hasPlace(e.record);
    default:
      return false;
  }
}

function unsigned(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!);
  return value;
}

function bitField(type: CType, member: Member, bytes: Uint8Array): bigint {
  const width = member.bitWidth!;
  const raw = BigInt.asUintN(width, unsigned(bytes) >> BigInt(member.bitOffset ?? 0));
  return isSigned(type) ? BigInt.asIntN(width, raw) : raw;
}

function scalarBytes(type: CType, value: Scalar): Uint8Array {
  const bytes = new Uint8Array(type.size);
  if (typeof value === 'number') {
    const view = new DataView(bytes.buffer);
    if (type.size === 4) view.setFloat32(0, value, true);
    else view.setFloat64(0, value, true);
    return bytes;
  }
  let rest = BigInt.asUintN(type.size * 8, value);
  for (let i = 0; i < bytes.length; i++, rest >>= 8n) bytes[i] = Number(rest & 0xffn);
  return bytes;
}
