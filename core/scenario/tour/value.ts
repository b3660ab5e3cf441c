/** C expressions in tours, over a recorded run, with the names that only tours have. */
import { addressSpaces } from '../../mm/address-space.ts';
import { formatValue } from '../../mm/format-value.ts';
import { describePointer } from '../../mm/pointer.ts';
import { walkTables, type WalkStep } from '../../mm/table-walk.ts';
import { translator } from '../../mm/translate.ts';
import { isTrue } from '../../trace/expression/evaluate.ts';
import {
  ExpressionError,
  memoryBefore,
  watchAt,
  type Trace,
  type Watched,
} from '../../trace/index.ts';
import { findPage } from './page.ts';
import { LostAnchor } from './run.ts';

/**
 * The value of an expression before step `position`. Beyond C it may say `${order 4[1]}` and `${dev0}`
 * for a pointer to that struct page, and `$pte(address)` for the page table entry of a user address.
 * Throws LostAnchor if it has no value there.
 */
export function valueAt(trace: Trace, position: number, text: string): Watched {
  const translate = lazyTranslator(trace, position);
  try {
    return watchAt(trace, position, inC(trace, position, text), { translate });
  } catch (error) {
    if (error instanceof ExpressionError) throw new LostAnchor(`${text}: ${error.message}`);
    throw error;
  }
}

/** Does a condition hold there? Throws LostAnchor if it has no truth value. */
export function holdsAt(trace: Trace, position: number, condition: string): boolean {
  try {
    return isTrue(valueAt(trace, position, condition).value);
  } catch (error) {
    if (error instanceof ExpressionError) throw new LostAnchor(`${condition}: ${error.message}`);
    throw error;
  }
}

/** A number out of an expression, unsigned. Throws LostAnchor. */
export function numberAt(trace: Trace, position: number, text: string): bigint {
  const { scalar } = valueAt(trace, position, text).value;
  if (typeof scalar !== 'bigint') throw new LostAnchor(`${text}: is no whole number or pointer`);
  return BigInt.asUintN(64, scalar);
}

/** As gdb prints it; of a pointer also what it points to. */
export function valueText(trace: Trace, position: number, { value }: Watched): string {
  const { type, bytes, scalar } = value;
  const plain = formatValue(type, bytes);
  if (type.kind !== 'pointer' || type.to.kind === 'function' || typeof scalar !== 'bigint') {
    return plain;
  }
  const target = describePointer(
    trace,
    memoryBefore(trace, position),
    BigInt.asUintN(64, scalar),
    type.to,
  );
  return target === 'NULL' || target === 'no known address' ? plain : `${plain} → ${target}`;
}

/** The page table entry of a user address, in the process that runs. Throws LostAnchor. */
export function entryAt(trace: Trace, position: number, address: string): WalkStep {
  const memory = memoryBefore(trace, position);
  const space = addressSpaces(trace, position, memory)[0];
  if (!space) throw new LostAnchor('no process has page tables here');
  const { last } = walkTables(memory, space.pgd, numberAt(trace, position, address));
  if (last.level !== 'PTE' && last.level !== 'PMD') {
    throw new LostAnchor(`no table of page table entries covers ${address} here`);
  }
  return last;
}

/** The expression with the names of tours replaced by what they stand for there. */
function inC(trace: Trace, position: number, text: string): string {
  return text
    .replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => {
      const address = findPage(trace, position, name.trim());
      if (address === null) throw new LostAnchor(`there is no page called ${name.trim()} here`);
      return `((struct page *)0x${address.toString(16)}UL)`;
    })
    .replaceAll(/\$pte\(([^()]*)\)/g, (_, address: string) => {
      return `0x${entryAt(trace, position, address).entry.value.toString(16)}UL`;
    });
}

function lazyTranslator(trace: Trace, position: number): (address: bigint) => bigint | null {
  let through: ((address: bigint) => bigint | null) | null = null;
  return (address) => {
    through ??= translator(trace, position, memoryBefore(trace, position));
    return through(address);
  };
}
