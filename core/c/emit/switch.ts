/** Emits `switch`: the value becomes a label number, and the body is entered by a routed jump. */
import type { Statement, SwitchCase } from '../ast.ts';
import type { CType } from '../ctype.ts';
import { isSigned } from '../types.ts';
import { emitValue } from './expressions.ts';
import type { FunctionEmitter } from './function.ts';
import { emitList, emitStatement } from './statements.ts';
import type { OP } from './wasm.ts';

type Switch = Statement & { kind: 'switch' };

/** Case values this close together are dispatched by a table. */
const TABLE_LIMIT = 1024;

export function emitSwitch(f: FunctionEmitter, s: Switch): void {
  const c = f.code;
  const end = c.open('block');
  const range = f.jumpRange(s.body);
  if (range) {
    // a pending goto into the body skips the dispatch
    f.pushJumpInto(range);
    c.op('i32_eqz').open('if');
  }
  const outer = f.beginStep(s.at, 'switch');
  f.scoped(() => emitDispatch(f, s, end));
  f.endStep(outer);
  if (range) c.close();
  f.breaks.push(end);
  if (s.body.kind === 'block') emitList(f, s.body.body);
  else emitStatement(f, s.body);
  f.breaks.pop();
  c.close();
}

/** Sets the jump local to the label of the value, or leaves the switch. */
function emitDispatch(f: FunctionEmitter, s: Switch, end: number): void {
  const c = f.code;
  const wide = f.program.valueType(s.value.type, s.at) === 'i64';
  const value = f.temp(wide ? 'i64' : 'i32');
  emitValue(f, s.value);
  c.set(value);
  const go = c.open('block');
  if (!emitTable(f, s, value, wide, go)) {
    for (const k of s.cases) {
      pushMatch(f, s.value.type, k, value, wide);
      c.open('if');
      choose(f, k, go);
      c.close();
    }
  }
  if (s.fallback) c.i32(f.labels.number(s.fallback)).set(f.jump);
  else c.br(end);
  c.close();
}

function choose(f: FunctionEmitter, k: SwitchCase, go: number): void {
  f.code.i32(f.labels.number(k.label)).set(f.jump).br(go);
}

function pushMatch(
  f: FunctionEmitter,
  type: CType,
  k: SwitchCase,
  value: number,
  wide: boolean,
): void {
  const c = f.code;
  const vt = wide ? 'i64' : 'i32';
  const push = (n: bigint) => (wide ? c.i64(n) : c.i32(Number(BigInt.asIntN(32, n))));
  c.get(value);
  push(k.low);
  if (k.low === k.high) {
    c.op(`${vt}_eq`);
    return;
  }
  const sign = isSigned(type) ? 's' : 'u';
  c.op(`${vt}_ge_${sign}` as keyof typeof OP).get(value);
  push(k.high)
    .op(`${vt}_le_${sign}` as keyof typeof OP)
    .op('i32_and');
}

/** Dispatches dense cases by `br_table`; false (and nothing emitted) where that does not pay. */
function emitTable(
  f: FunctionEmitter,
  s: Switch,
  value: number,
  wide: boolean,
  go: number,
): boolean {
  const { cases } = s;
  if (cases.length < 4) return false;
  const low = cases.reduce((m, k) => (k.low < m ? k.low : m), cases[0].low);
  const high = cases.reduce((m, k) => (k.high > m ? k.high : m), cases[0].high);
  const span = Number(high - low) + 1;
  if (span > TABLE_LIMIT || span > cases.length * 8 + 16) return false;
  const c = f.code;
  const none = c.open('block');
  const handles = cases.map(() => 0);
  for (let i = cases.length - 1; i >= 0; i--) handles[i] = c.open('block');
  const targets = new Array<number>(span).fill(none);
  cases.forEach((k, i) => {
    for (let v = k.low; v <= k.high; v++) targets[Number(v - low)] = handles[i];
  });
  c.get(value);
  if (wide) {
    // values outside 32 bits must not wrap into the table
    c.i64(low)
      .op('i64_sub')
      .tee(value)
      .i64(BigInt(span))
      .op('i64_ge_u')
      .brIf(none)
      .get(value)
      .op('i32_wrap_i64');
  } else c.i32(Number(BigInt.asIntN(32, low))).op('i32_sub');
  c.brTable(targets, none);
  cases.forEach((k) => {
    c.close();
    choose(f, k, go);
  });
  c.close();
  return true;
}
