/** Function calls (C11 6.5.2.2). */
import type { Expr } from '../ast.ts';
import type { CType } from '../ctype.ts';
import { hasAttribute } from '../parse/attributes.ts';
import type { ParseContext } from '../parse/context.ts';
import { unionLiteral } from '../parse/primary.ts';
import type { Token } from '../token.ts';
import {
  T,
  compatible,
  isComplete,
  isOldStyle,
  isPointer,
  isScalar,
  isUnprototyped,
  typeText,
} from '../types.ts';
import { hasEffects } from '../walk.ts';
import {
  assignConvert,
  cast,
  decay,
  intConstant,
  isNullPointer,
  promotedArgument,
} from './convert.ts';

/** Builds a call with its arguments converted to the parameters; throws CError if they do not fit. */
export function call(c: ParseContext, callee: Expr, args: Expr[], at: Token): Expr {
  const target = decay(callee);
  if (target.type.kind !== 'pointer' || target.type.to.kind !== 'function') {
    throw c.error(`called object of type '${typeText(callee.type)}' is not a function`, at);
  }
  const signature = target.type.to;
  const name =
    target.op === 'address' && target.of.op === 'global'
      ? `'${target.of.symbol.name}'`
      : 'the function';
  const { params, variadic } = signature;
  if (isOldStyle(signature) && c.implicit) {
    // what is missing is undefined, what is too much is not looked at
    const missing = params.slice(args.length).filter(({ type }) => isScalar(type));
    args = [...args, ...missing.map(({ type }) => cast(c, intConstant(0, T.int, at), type))];
    args = args.filter((arg, i) => i < params.length || hasEffects(arg));
  }
  if (!isUnprototyped(signature)) {
    if (args.length < params.length)
      throw c.error(`too few arguments to ${name}: ${args.length} of ${params.length}`, at);
    if (args.length > params.length && !variadic) {
      throw c.error(
        `too many arguments to ${name}: ${args.length} instead of ${params.length}`,
        at,
      );
    }
  }
  const converted = args.map((arg, i) =>
    i < params.length && !isUnprototyped(signature)
      ? argument(c, arg, params[i].type, `in argument ${i + 1} of ${name}`)
      : promotedArgument(c, arg),
  );
  for (const arg of converted) {
    if (arg.type.kind === 'void') throw c.error(`argument of ${name} is void`, arg.at);
  }
  const { returns } = signature;
  if (returns.kind !== 'void' && !isComplete(returns)) {
    throw c.error(`${name} returns incomplete type '${typeText(returns)}'`, at);
  }
  return { op: 'call', type: returns, at, callee: target, args: converted, signature };
}

/** A parameter of a transparent union takes what any of its members takes. */
function argument(c: ParseContext, operand: Expr, type: CType, what: string): Expr {
  const value = decay(operand);
  if (type.kind !== 'union' || value.type === type || !hasAttribute(type, 'transparent_union'))
    return assignConvert(c, operand, type, what);
  const fits = (member: CType) =>
    compatible(member, value.type) ||
    (isPointer(member) &&
      (isPointer(value.type) ? member.to.kind === 'void' : isNullPointer(value)));
  const member =
    type.members.find((m) => compatible(m.type, value.type)) ??
    type.members.find((m) => fits(m.type));
  if (!member) return assignConvert(c, operand, type, what);
  return unionLiteral(c, type, member, assignConvert(c, value, member.type, what), operand.at);
}
