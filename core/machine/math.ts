/**
 * What `__lab_math(operation, a, b)` computes; the order is that of the `__LAB_…` numbers in the
 * library's header `__lab.h`.
 */
const functions: readonly ((a: number, b: number) => number)[] = [
  Math.sin,
  Math.cos,
  Math.tan,
  Math.asin,
  Math.acos,
  Math.atan,
  Math.atan2,
  Math.sinh,
  Math.cosh,
  Math.tanh,
  Math.asinh,
  Math.acosh,
  Math.atanh,
  Math.exp,
  Math.expm1,
  Math.log,
  Math.log10,
  Math.log2,
  Math.log1p,
  // C, unlike JavaScript, says that 1 to any power is 1, and -1 to an infinite power too.
  (a, b) => (a === 1 || (a === -1 && Math.abs(b) === Infinity) ? 1 : a ** b),
  Math.cbrt,
  Math.hypot,
];

/** @throws RangeError if there is no such operation. */
export function labMath(operation: number, a: number, b: number): number {
  const compute = functions[operation];
  if (!compute) throw new RangeError(`__lab_math has no operation ${operation}`);
  return compute(a, b);
}
