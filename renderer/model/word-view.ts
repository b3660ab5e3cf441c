import type { Alias } from '../../core/index.ts';
import type { MergedAlias, MergedWord } from './merge-card.ts';
import type { Moment, Side } from './session.ts';

/** What some bytes read as, in one state or (side null) in all that are shown. */
export interface SidedText {
  side: Side | null;
  text: string;
}

/** Names that are valid for the same reason and read the same: `flags` and `_flags_1`. */
export interface ValidNames {
  key: string;
  names: { record: string; member: string }[];
  /** The only state in which they are valid; null: in all. */
  only: Side | null;
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
  only: Side | null;
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
    const only = onlySide(word, alias);
    const shown = preferred(alias, only ?? driver);
    const { record, member } = alias;
    if (!alias.valid) {
      others.push({ key: alias.key, record, member, only, text: shown.text, reason: shown.reason });
      continue;
    }
    const texts = textsOf(alias, only);
    const writer = writerOf(shown, address, moments[only ?? driver]);
    // Written at once through a record they share, they are valid together: `lru.next`, `buddy_list.next`.
    const why = writer ? writer.step : shown.reason;
    const key = `${only ?? ''} ${shown.offset} ${why} ${texts.map((each) => each.text).join('|')}`;
    const group = valid.get(key);
    if (group) {
      group.names.push({ record, member });
      continue;
    }
    valid.set(key, { key, names: [{ record, member }], only, texts, reason: shown.reason, writer });
  }
  return { valid: [...valid.values()], others };
}

/** The state that alone has this name, or alone finds it valid. */
function onlySide(word: MergedWord, alias: MergedAlias): Side | null {
  if (!word.sides.left || !word.sides.right) return null;
  const holds = (side: Side) => {
    const own = alias.sides[side];
    return own !== null && (!alias.valid || own.valid);
  };
  if (holds('left') === holds('right')) return null;
  return holds('left') ? 'left' : 'right';
}

function preferred(alias: MergedAlias, side: Side): Alias {
  return (alias.sides[side] ?? alias.sides.left ?? alias.sides.right) as Alias;
}

/** One text where the states agree, else one for each. */
function textsOf(alias: MergedAlias, only: Side | null): SidedText[] {
  const { left, right } = alias.sides;
  if (only === null && left && right && left.text !== right.text) {
    return [
      { side: 'left', text: left.text },
      { side: 'right', text: right.text },
    ];
  }
  return [{ side: null, text: preferred(alias, only ?? 'left').text }];
}

function writerOf(alias: Alias, address: bigint, moment: Moment | null): ValidNames['writer'] {
  if (!moment || moment.position === 0) return null;
  const { trace } = moment.session;
  const write = trace.lastWrite(address + BigInt(alias.offset), alias.size, moment.position - 1);
  if (!write) return null;
  const { functionName } = trace.step(write.step);
  return { side: moment.side, step: write.step, functionName };
}

/** A name that one state alone has tells its record too: `page.pgmap` here, `folio.pgmap` there. */
export function nameText(name: { record: string; member: string }, only: Side | null): string {
  return only === null ? name.member : `${name.record.replace(/^\w+ /, '')}.${name.member}`;
}
