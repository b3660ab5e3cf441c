/** Going through expressions. */
import type { Expr } from './ast.ts';

/** Direct operands of an expression. */
export function subexpressions(e: Expr): Expr[] {
  switch (e.op) {
    case 'deref':
      return [e.pointer];
    case 'member':
      return [e.record];
    case 'address':
      return [e.of];
    case 'cast':
    case 'negate':
    case 'complement':
    case 'not':
      return [e.value];
    case 'binary':
    case 'logical':
      return [e.left, e.right];
    case 'conditional':
      return [e.condition, e.then, e.otherwise];
    case 'comma':
      return [e.first, e.second];
    case 'assign':
    case 'update':
      return [e.target, e.value];
    case 'call':
      return [e.callee, ...e.args];
    case 'literal':
      return e.init.flatMap((i) => (i.kind === 'store' ? [i.value] : []));
    case 'builtin':
      return e.args;
    case 'va_arg':
      return [e.list];
    default:
      return [];
  }
}

/** May evaluating the expression change something: memory, a variable, or what another function sees? */
export function hasEffects(e: Expr): boolean {
  switch (e.op) {
    case 'assign':
    case 'update':
    case 'call':
    case 'statements':
    case 'va_arg':
    case 'builtin':
      return true;
    default:
      return subexpressions(e).some(hasEffects);
  }
}
