/** Emits statements; every one that runs begins a step. */
import type { Expr, Statement } from '../ast.ts';
import { truthOf } from '../check/constant.ts';
import type { Token } from '../token.ts';
import { isRecord } from '../types.ts';
import { emitConditionValue, emitEffect, emitInitialization, emitValue } from './expressions.ts';
import { emitArrayRoom } from './builtins.ts';
import { RETURNED, type FunctionEmitter } from './function.ts';
import { emitLeave } from './jumps.ts';
import { emitCopy } from './places.ts';
import { TRAP } from './abi.ts';
import { emitSwitch } from './switch.ts';

export function emitStatement(f: FunctionEmitter, s: Statement): void {
  // a statement that something jumps into cannot give way to a stop: the jump would miss its label
  if (f.jumpRange(s)) emitPlain(f, s);
  else f.attempt(s.at, () => emitPlain(f, s));
}

function emitPlain(f: FunctionEmitter, s: Statement): void {
  switch (s.kind) {
    case 'empty':
      return;
    case 'expression':
      return step(f, s.at, 'expression', () => emitExpressionStatement(f, s.value));
    case 'declaration':
      return emitDeclaration(f, s);
    case 'block':
      return emitList(f, s.body);
    case 'label':
      return emitLabel(f, s);
    case 'if':
      return emitIf(f, s);
    case 'while':
      return emitWhile(f, s);
    case 'do':
      return emitDo(f, s);
    case 'for':
      return emitFor(f, s);
    case 'switch':
      return emitSwitch(f, s);
    case 'goto': {
      const number = f.labels.number(s.label);
      return step(f, s.at, 'expression', () => jumpTo(f, number));
    }
    case 'leave':
      return step(f, s.at, 'expression', () => emitLeave(f, s));
    case 'jump':
      return step(f, s.at, 'expression', () => emitComputedJump(f, s.address));
    case 'break':
      return step(f, s.at, 'expression', () => void f.code.br(f.breaks.at(-1)!));
    case 'continue':
      return step(f, s.at, 'expression', () => void f.code.br(f.continues.at(-1)!));
    case 'return':
      return step(f, s.at, 'return', () => emitReturn(f, s.value));
    case 'unsupported':
      return step(f, s.at, 'expression', () => f.program.emitUnsupported(f, s.what, s.at));
  }
}

type StepKind = Parameters<FunctionEmitter['beginStep']>[1];

/** Emits a step around `emit`; scratch locals are free again after it. */
export function step(f: FunctionEmitter, at: Token, kind: StepKind, emit: () => void): void {
  const outer = f.beginStep(at, kind);
  f.scoped(emit);
  f.endStep(outer);
}

function emitExpressionStatement(f: FunctionEmitter, e: Expr): void {
  const call = e.op === 'cast' && e.type.kind === 'void' ? e.value : e;
  f.lastCall = f.suppressed ? null : call;
  emitEffect(f, e);
  f.lastCall = null;
}

function emitDeclaration(f: FunctionEmitter, s: Statement & { kind: 'declaration' }): void {
  const { variable } = s;
  step(f, s.at, 'declaration', () => {
    if (variable.vlaSize) {
      const c = f.code;
      c.get(f.frame);
      if (f.record) c.i32(variable.frameOffset).op('i32_add');
      emitArrayRoom(f, variable);
      if (f.record) {
        const target: Expr = { op: 'local', type: variable.type, at: s.at, variable };
        c.i32(f.site('write', true, 8, variable.type, target)).call(
          f.program.runtime.localWrite[8],
        );
      } else c.access('i64_store', variable.frameOffset);
    } else emitInitialization(f, variable, s.init);
  });
}

/** Stores the label's number and branches to the innermost list that can route to it. */
export function jumpTo(f: FunctionEmitter, number: number): void {
  const dispatcher = f.dispatchers.findLast((d) => number >= d.range.low && number < d.range.high)!;
  f.code.i32(number).set(f.jump).br(dispatcher.loop);
}

/** Leaves for a label of a function around this one, if the address is one's; it is in a local. */
function emitJumpOut(f: FunctionEmitter, address: Expr, target: number): void {
  const c = f.code;
  const own = f.linked.address(f.symbol);
  for (let owner = f.symbol.outer; owner; owner = owner.outer) {
    const distance = Number(f.linked.address(owner) - own);
    owner.body!.addressed.forEach((label, n) => {
      c.get(target)
        .i32(n + distance)
        .op('i32_eq')
        .open('if');
      emitLeave(f, { kind: 'leave', at: address.at, label, owner: owner! });
      c.close();
    });
  }
}

/** GNU `goto *address`: an address that is no label's of this function stops the run. */
function emitComputedJump(f: FunctionEmitter, address: Expr): void {
  const { code: c, body } = f;
  const target = f.temp('i32');
  emitValue(f, address);
  c.i64(f.linked.address(f.symbol) + 1n).op('i64_sub');
  c.op('i32_wrap_i64').set(target).i32(0).set(f.jump);
  body.addressed.forEach((label, n) => {
    c.i32(f.labels.number(label)).get(f.jump).get(target).i32(n).op('i32_eq').op('select');
    c.set(f.jump);
  });
  c.get(f.jump).op('i32_eqz').open('if');
  emitJumpOut(f, address, target);
  c.i32(TRAP.unreachable).i32(0).call(f.program.runtime.imports.get('$trap')!).close();
  const whole = f.dispatchers[0];
  if (whole) c.br(whole.loop);
  else c.op('unreachable');
}

/**
 * A list of statements. When some contain labels, the list becomes segments inside a dispatch loop:
 * a jump re-enters the loop and is routed to the segment that contains its label.
 */
export function emitList(f: FunctionEmitter, list: readonly Statement[]): void {
  const ranges = list.map((s) => f.jumpRange(s));
  const segments = list.flatMap((_, i) => (ranges[i] ? [i] : []));
  if (segments.length === 0) {
    for (const s of list) emitStatement(f, s);
    return;
  }
  const c = f.code;
  const low = ranges[segments[0]]!.low;
  const high = ranges[segments.at(-1)!]!.high;
  const loop = c.open('loop');
  const inside: number[] = [];
  for (let k = segments.length - 1; k >= 0; k--) inside[k] = c.open('block');
  const start = c.open('block');
  const targets: number[] = [];
  segments.forEach((statement, k) => {
    for (let n = ranges[statement]!.low; n < ranges[statement]!.high; n++)
      targets[n - low] = inside[k];
  });
  c.get(f.jump)
    .i32(low)
    .op('i32_sub')
    .brTable([...targets], start);
  c.close();
  f.dispatchers.push({ range: { low, high }, loop });
  for (let i = 0, k = 0; i < list.length; i++) {
    if (segments[k] === i) {
      c.close(); // jumps into this segment arrive here
      k++;
    }
    emitStatement(f, list[i]);
  }
  f.dispatchers.pop();
  c.close();
}

/** A label that is the target of the pending jump takes it. */
function emitLabel(f: FunctionEmitter, s: Statement & { kind: 'label' }): void {
  if (s.label.used) {
    const number = f.labels.number(s.label);
    f.code.get(f.jump).i32(number).op('i32_eq').open('if');
    f.code.i32(0).set(f.jump).close();
  }
  emitList(f, [s.body]);
}

function emitCondition(f: FunctionEmitter, e: Expr, kind: StepKind): void {
  const outer = f.beginStep(e.at, kind);
  f.scoped(() => emitConditionValue(f, e));
  f.endStep(outer);
}

function emitIf(f: FunctionEmitter, s: Statement & { kind: 'if' }): void {
  if (f.jumpRange(s)) {
    emitRoutedCondition(f, s);
    return emitBranches(f, s);
  }
  const outer = f.beginStep(s.at, 'condition');
  const truth = truthOf(s.condition);
  if (truth !== null) {
    // dead branches are not emitted: the kernel relies on it for functions that do not exist
    const taken = truth ? s.then : s.otherwise;
    if (taken) emitStatement(f, taken);
  } else {
    f.scoped(() => emitConditionValue(f, s.condition));
    emitBranches(f, s);
  }
  f.endStep(outer);
}

function emitBranches(f: FunctionEmitter, s: Statement & { kind: 'if' }): void {
  f.code.open('if');
  emitStatement(f, s.then);
  if (s.otherwise) {
    f.code.otherwise();
    emitStatement(f, s.otherwise);
  }
  f.code.close();
}

/** The branch that a pending jump wants, else the condition's. */
function emitRoutedCondition(f: FunctionEmitter, s: Statement & { kind: 'if' }): void {
  const c = f.code;
  const whole = f.jumpRange(s)!;
  const then = f.jumpRange(s.then);
  f.pushJumpInto(whole);
  c.open('if', 'i32');
  if (then) f.pushJumpInto(then);
  else c.i32(0);
  c.otherwise();
  const outer = f.beginStep(s.at, 'condition');
  f.scoped(() => emitConditionValue(f, s.condition));
  f.endStep(outer);
  c.close();
}

function emitWhile(f: FunctionEmitter, s: Statement & { kind: 'while' }): void {
  const c = f.code;
  const range = f.jumpRange(s.body);
  const end = c.open('block');
  const top = c.open('loop');
  c.call(f.program.runtime.tick);
  const test = () => {
    emitCondition(f, s.condition, 'loop');
    c.op('i32_eqz').brIf(end);
  };
  if (range) {
    f.pushJumpInto(range);
    c.op('i32_eqz').open('if');
    test();
    c.close();
  } else test();
  loopBody(f, s.body, end, top);
  c.br(top).close();
  c.close();
}

function loopBody(f: FunctionEmitter, body: Statement, breakTo: number, continueTo: number): void {
  f.breaks.push(breakTo);
  f.continues.push(continueTo);
  emitStatement(f, body);
  f.breaks.pop();
  f.continues.pop();
}

function emitDo(f: FunctionEmitter, s: Statement & { kind: 'do' }): void {
  const c = f.code;
  const once = truthOf(s.condition) === false;
  // `do { … } while (0)`: a block that `break` and `continue` leave; a macro of this form is one step
  const outer = once && s.at.macro !== null ? f.beginStep(s.at, 'expression') : null;
  const end = c.open('block');
  const top = once ? -1 : c.open('loop');
  if (!once) c.call(f.program.runtime.tick);
  const again = c.open('block');
  loopBody(f, s.body, end, again);
  c.close();
  if (!once) {
    emitCondition(f, s.condition, 'loop');
    c.brIf(top).close();
  }
  c.close();
  if (once && s.at.macro !== null) f.endStep(outer);
}

function emitFor(f: FunctionEmitter, s: Statement & { kind: 'for' }): void {
  const c = f.code;
  const range = f.jumpRange(s.body);
  const guarded = (emit: () => void) => {
    if (!range) return emit();
    f.pushJumpInto(range);
    c.op('i32_eqz').open('if');
    emit();
    c.close();
  };
  guarded(() => s.init && emitStatement(f, s.init));
  const end = c.open('block');
  const top = c.open('loop');
  c.call(f.program.runtime.tick);
  const { condition, step: advance } = s;
  if (condition) {
    guarded(() => {
      emitCondition(f, condition, 'loop');
      c.op('i32_eqz').brIf(end);
    });
  }
  const next = c.open('block');
  loopBody(f, s.body, end, next);
  c.close();
  if (advance) step(f, advance.at, 'loop', () => emitEffect(f, advance));
  c.br(top).close();
  c.close();
}

function emitReturn(f: FunctionEmitter, value: Expr | null): void {
  const c = f.code;
  if (value && isRecord(f.returns)) {
    const source = f.temp('i64');
    emitValue(f, value);
    c.set(source).get(f.resultAddress);
    emitCopy(f, source, f.returns, value, RETURNED);
  } else if (value && f.returns.kind !== 'void') {
    emitValue(f, value);
    f.keepResult();
  } else {
    if (value) emitEffect(f, value);
    f.pushDefaultResult();
  }
  c.br(f.returnTarget);
}

/**
 * GNU `({ … })`: emits the block and leaves the value of its last expression. One that a macro makes
 * is part of the statement that uses the macro.
 */
export function emitBlockValue(f: FunctionEmitter, e: Expr & { op: 'statements' }): void {
  const call = f.lastCall;
  f.lastCall = null;
  const outer = e.at.macro === null ? undefined : f.enterMacro(e.at);
  const list = e.body.body;
  const last = list.at(-1);
  if (e.type.kind === 'void' || last?.kind !== 'expression') {
    emitStatement(f, e.body);
  } else {
    emitList(f, list.slice(0, -1));
    const before = f.beginStep(last.at, 'expression');
    emitValue(f, last.value);
    f.endStep(before);
  }
  if (outer !== undefined) f.endStep(outer);
  f.lastCall = call;
}
