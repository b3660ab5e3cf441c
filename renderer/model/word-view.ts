import type { Alias } from '../../core/index.ts';
import { firstOf, groupSides, type MergedAlias, type MergedWord } from './merge-card.ts';
import { SIDES, type Moment, type Side } from './session.ts';

/** What some bytes read as, in some states or (sides null) in all that are shown. */
export interface SidedText {
  sides: readonly Side[] | null;
  text: string;
}

/** Names that are valid for the same reason and read the same: `flags` and `_flags_1`. */
export interface ValidNames {
  key: string;
  names: { record: string; member: string }[];
  /** The states in which they are valid, if not in all; null: in all. */
  only: readonly Side[] | null;
  texts: SidedText[];
  reason: string;
  /** The step that wrote the bytes, in the state `side`; null when none did. */
  writer: { side: Side; step: number; functionName: string } | null;
}

/** A name that is not valid, which nevertheless overlaps the bytes. */
export interface OtherName {
  key: string;
  record: string;
  member: string;
  only: readonly Side[] | null;
  text: string;
  reason: string;
}

/** A word of the page card as it is drawn. */
export interface WordView {
  valid: ValidNames[];
  others: OtherName[];
}

export function wordView(
  word: MergedWord,
  address: bigint,
  driver: Side,
  moments: Record<Side, Moment | null>,
): WordView {
  const valid = new Map<string, ValidNames>();
  const others: OtherName[] = [];
  for (const alias of word.aliases) {
    const only = onlySides(word, alias);
    const from = only === null || only.includes(driver) ? driver : (only[0] ?? driver);
    const shown = preferred(alias, from);
    const { record, member } = alias;
    if (!alias.valid) {
      others.push({ key: alias.key, record, member, only, text: shown.text, reason: shown.reason });
      continue;
    }
    const texts = textsOf(alias, only, from);
    const writer = writerOf(shown, address, moments[from]);
    // Written at once through a record they share, they are valid together: `lru.next`, `buddy_list.next`.
    const why = writer ? writer.step : shown.reason;
    const words = texts.map((each) => each.text).join('|');
    const key = `${only?.join() ?? ''} ${shown.offset} ${why} ${words}`;
    const group = valid.get(key);
    if (group) {
      group.names.push({ record, member });
      continue;
    }
    valid.set(key, { key, names: [{ record, member }], only, texts, reason: shown.reason, writer });
  }
  return { valid: [...valid.values()], others };
}

/** The states that have this name, or find it valid, if others that are shown do not. */
function onlySides(word: MergedWord, alias: MergedAlias): Side[] | null {
  const shown = SIDES.filter((side) => word.sides[side]);
  const holding = shown.filter((side) => {
    const own = alias.sides[side];
    return own !== null && (!alias.valid || own.valid);
  });
  return holding.length === shown.length ? null : holding;
}

function preferred(alias: MergedAlias, side: Side): Alias {
  return (alias.sides[side] ?? firstOf(alias.sides)) as Alias;
}

/** One text where the states agree, else one for each that says something else. */
function textsOf(alias: MergedAlias, only: readonly Side[] | null, from: Side): SidedText[] {
  const groups = groupSides(alias.sides, ({ text }) => text).flatMap((sides) => {
    const meant = only === null ? sides : sides.filter((side) => only.includes(side));
    return meant.length > 0 ? [meant] : [];
  });
  if (groups.length > 1) {
    return groups.map((sides) => ({ sides, text: preferred(alias, sides[0]!).text }));
  }
  return [{ sides: null, text: preferred(alias, from).text }];
}

function writerOf(alias: Alias, address: bigint, moment: Moment | null): ValidNames['writer'] {
  if (!moment || moment.position === 0) return null;
  const { trace } = moment.session;
  const write = trace.lastWrite(address + BigInt(alias.offset), alias.size, moment.position - 1);
  if (!write) return null;
  const { functionName } = trace.step(write.step);
  return { side: moment.side, step: write.step, functionName };
}

/** A name that not all states have tells its record too: `page.pgmap` here, `folio.pgmap` there. */
export function nameText(
  name: { record: string; member: string },
  only: readonly Side[] | null,
): string {
  return only === null ? name.member : `${name.record.replace(/^\w+ /, '')}.${name.member}`;
}
