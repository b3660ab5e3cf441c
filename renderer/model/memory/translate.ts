import { translator as through } from '../../../core/index.ts';
import type { Moment } from '../session.ts';

const known = new WeakMap<Moment, (address: bigint) => bigint | null>();

/** Where memory holds the byte at an address of the current process; null: nothing is mapped there. */
export function translator(moment: Moment): (address: bigint) => bigint | null {
  let translate = known.get(moment);
  if (!translate) {
    translate = through(moment.session.trace, moment.position, moment.memory);
    known.set(moment, translate);
  }
  return translate;
}
