/** What a probed function returned. */
import { toUint } from '../mm/bytes.ts';
import { returnedValue } from '../trace/index.ts';
import { functionOf } from './parameters.ts';
import type { Session } from './session.ts';

const VOID = 'the function returns nothing: the register holds what was left in it';

/**
 * Compares what the return register (rax) was seen to hold with what the recorded call returned, in
 * as many bytes as the function's type has. Null, or what to report.
 */
export function compareReturned(
  session: Session,
  call: number,
  captured: bigint,
  position: number,
): { captured: bigint; modelled: bigint; reason: string } | null {
  const { name } = functionOf(session.trace, call);
  const bytes = returnedValue(session.trace, call);
  if (!bytes) {
    session.exclude(`retval of ${name}()`, VOID);
    return null;
  }
  const wanted = BigInt.asUintN(8 * bytes.length, captured);
  const modelled = toUint(bytes);
  const reason = session.compareNumbers(wanted, modelled, position);
  return reason === null ? null : { captured: wanted, modelled, reason };
}
