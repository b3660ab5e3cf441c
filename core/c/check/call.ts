/** Function calls (C11 6.5.2.2). */
import type { Expr } from '../ast.ts';
import type { ParseContext } from '../parse/context.ts';
import type { Token } from '../token.ts';
import { isComplete, isUnprototyped, typeText } from '../types.ts';
import { assignConvert, decay, promotedArgument } from './convert.ts';

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
      ? assignConvert(c, arg, params[i].type, `in argument ${i + 1} of ${name}`)
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
