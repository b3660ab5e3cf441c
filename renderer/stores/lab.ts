import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch, type Ref } from 'vue';
import { type Frame, type Scenario, type Timeline } from '../../core/index.ts';
import {
  bySide,
  momentAt,
  SIDES,
  type ColumnPair,
  type Moment,
  type Pairing,
  type Side,
  type StateSession,
} from '../model/session.ts';
import type { Columns } from '../model/column-differences.ts';
import { namedAreas } from '../model/shown-ranges.ts';
import { Pace } from './pace.ts';
import { usePairings, type PairRun } from './pairings.ts';
import { useRuns } from './runs.ts';

/** Where the lab stands: one position in the state that drives; the other columns follow from it. */
export interface Cursor {
  side: Side;
  /** Steps 0 … position-1 have been executed; step `position` is the current line. */
  position: number;
}

/** The struct page and the word of it that is looked at; addresses mean the same in every state. */
export interface Selection {
  address: bigint;
  /** 0 … 7. */
  word: number;
}

const WORD_BYTES = 8;

const PAIRS: readonly (readonly [Side, Side])[] = [
  ['left', 'middle'],
  ['middle', 'right'],
  ['left', 'right'],
];

/** Two columns from left to right, as they are compared. */
const inOrder = (a: Side, b: Side): [Side, Side] =>
  SIDES.indexOf(a) < SIDES.indexOf(b) ? [a, b] : [b, a];

/** The open scenario, the states shown, the cursor and the selection. Everything else derives. */
export const useLab = defineStore('lab', () => {
  const runs = useRuns();
  const pairings = usePairings();
  const scenario = shallowRef<Scenario | null>(null);
  const left = ref<string | null>(null);
  const right = ref<string | null>(null);
  /** A third state between the outer two; null when two are shown. */
  const middle = ref<string | null>(null);
  const stateOf: Record<Side, Ref<string | null>> = { left, middle, right };
  const cursor = shallowRef<Cursor>({ side: 'left', position: 0 });
  const selection = shallowRef<Selection | null>(null);
  /** Which call of the stack the source shows, 0 the innermost; back to 0 with every move. */
  const level = ref(0);

  /** The columns that show a state, and which. */
  const states = computed<Record<Side, string | null>>(() => bySide((of) => stateOf[of].value));
  /** What a column is called where there is little room. */
  const shortName = (side: Side) => states.value[side] ?? '';
  const columns = computed(() => SIDES.filter((of) => states.value[of] !== null));
  const sessions = computed<Record<Side, StateSession | null>>(() =>
    bySide((of) => runs.session(states.value[of])),
  );
  /** What the differences of the columns are looked at with. */
  const compared = computed<Columns>(() => ({
    pairs: pairs.value,
    driver: side.value,
    toDriver: (from, at) => across(from, side.value, at),
  }));
  /** How the comparison of two columns stands; undefined unless both are recorded. */
  function comparison(one: Side, other: Side): PairRun | undefined {
    const [a, b] = inOrder(one, other);
    const [of, to] = [sessions.value[a], sessions.value[b]];
    return of && to ? pairings.run(of, to) : undefined;
  }
  /** The pairs of columns whose states are compared. */
  const pairs = computed<ColumnPair[]>(() =>
    PAIRS.flatMap(([a, b]) => {
      const run = comparison(a, b);
      return run?.kind === 'ready' ? [{ left: a, right: b, pairing: run.pairing }] : [];
    }),
  );
  /** How the outer columns correspond. */
  const pairing = computed<Pairing | null>(
    () =>
      pairs.value.find((pair) => pair.left === 'left' && pair.right === 'right')?.pairing ?? null,
  );
  /** The position of column `to` for one of column `from`; null until they are compared. */
  function across(from: Side, to: Side, at: number): number | null {
    if (from === to) return at;
    const pair = pairs.value.find(
      ({ left: a, right: b }) => (a === from && b === to) || (a === to && b === from),
    );
    if (!pair) return null;
    return pair.pairing.alignment.across(pair.left === from ? 'left' : 'right', at);
  }
  watch(
    sessions,
    (of) => {
      const recorded = SIDES.flatMap((each) => of[each] ?? []);
      for (const [a, b] of PAIRS) if (of[a] && of[b]) void pairings.compare(of[a], of[b]);
      if (recorded.length === 1 && columns.value.length === 1) void pairings.read(recorded[0]!);
    },
    { flush: 'sync', immediate: true },
  );
  /** The side that drives: the cursor's, or the only one that is recorded. */
  const side = computed<Side>(() => sideOf(cursor.value));
  const session = computed(() => sessions.value[side.value]);
  const position = computed(() => positions.value[side.value]);
  /** Where each column stands. Until the states are compared, those that follow stay at the start. */
  const positions = computed(() => positionsOf(cursor.value));
  /** Where the cursor is while it is dragged: the panes follow as fast as they can. */
  const live = shallowRef<Cursor>(cursor.value);
  const livePositions = computed(() => positionsOf(live.value));
  const livePosition = computed(() => livePositions.value[sideOf(live.value)]);
  const scrubbing = ref(false);
  const pace = new Pace(() => {
    level.value = 0;
    cursor.value = live.value;
  });
  watch(cursor, (moved) => (live.value = moved), { flush: 'sync' });

  function sideOf({ side: wanted }: Cursor): Side {
    if (sessions.value[wanted]) return wanted;
    return SIDES.find((each) => sessions.value[each]) ?? wanted;
  }
  function positionsOf(at: Cursor): Record<Side, number> {
    const driving = sideOf(at);
    const length = sessions.value[driving]?.trace.length ?? 0;
    const here = Math.max(0, Math.min(at.position, length));
    return bySide((each) => across(driving, each, here) ?? 0);
  }
  /** The states at these positions; null while it is not known where one that follows stands. */
  const moments = computed<Record<Side, Moment | null>>(() =>
    bySide((each) => {
      const of = sessions.value[each];
      if (!of || across(side.value, each, 0) === null) return null;
      return momentAt(each, of, positions.value[each]);
    }),
  );

  /** The calls that are open at each side's current step, innermost first. */
  const stacks = computed<Record<Side, Frame[]>>(() =>
    bySide((each) => {
      const trace = moments.value[each]?.session.trace;
      if (!trace || trace.length === 0) return [];
      return trace.callStack(Math.min(positions.value[each], trace.length - 1));
    }),
  );
  const stackDepth = computed(() => stacks.value[side.value].length);

  /** Shows a scenario, its first state and its last side by side, from the start. */
  function open(value: Scenario): void {
    scenario.value = value;
    left.value = value.states[0]?.id ?? null;
    right.value = value.states.length > 1 ? (value.states.at(-1)?.id ?? null) : null;
    middle.value = null;
    cursor.value = { side: 'left', position: 0 };
    selection.value = null;
    level.value = 0;
  }

  /** Shows two states, or three, as they are, wherever the cursor stands. */
  function show(
    leftState: string | null,
    rightState: string | null,
    middleState: string | null = null,
  ): void {
    left.value = leftState;
    middle.value = leftState === null || rightState === null ? null : middleState;
    right.value = rightState;
  }

  /** Takes a state off its column. The outer columns stay filled; the cursor goes where it can. */
  function drop(where: Side): void {
    if (columns.value.length < 2) return;
    const held = columns.value.find((each) => each !== where && moments.value[each]);
    if (side.value === where && held) drive(held);
    const driving = states.value[side.value];
    const kept = columns.value.filter((each) => each !== where).map((each) => states.value[each]);
    const at = position.value;
    show(kept[0] ?? null, kept[1] ?? null);
    cursor.value = {
      side: driving !== null && driving === right.value ? 'right' : 'left',
      position: at,
    };
  }

  /** Takes the scenario with states more in it; everything shown stays. */
  function vary(value: Scenario): void {
    scenario.value = value;
  }

  /** Shows another state in a column, at the aligned step; a state that is in another column swaps. */
  function choose(where: Side, state: string): void {
    const mine = stateOf[where];
    if (mine.value === state) return;
    const before = runs.session(mine.value);
    const present = SIDES.find((each) => states.value[each] === state);
    if (present) {
      // Nothing moves to a column that was empty: the outer ones would be.
      if (mine.value === null) return;
      const at = { side: side.value, position: position.value };
      [stateOf[present].value, mine.value] = [mine.value, state];
      if (at.side === where) at.side = present;
      else if (at.side === present) at.side = where;
      cursor.value = at;
      return;
    }
    const after = runs.session(state);
    // Chosen again while another column holds the place: the place is still this column's.
    const waiting = returning?.where === where && returning.held === cursor.value;
    const from = waiting
      ? returning!.from
      : before && { session: before, position: position.value };
    if ((side.value !== where && !waiting) || !from) {
      mine.value = state;
      return;
    }
    const known = after ? positionIn(after, from) : null;
    if (known !== null) cursor.value = { side: where, position: known };
    else {
      // Another column holds the place until the new one can be compared with the old.
      const other = columns.value.find((each) => each !== where && moments.value[each]);
      if (!other) {
        mine.value = state;
        return;
      }
      const held = waiting ? returning!.held : { side: other, position: positions.value[other] };
      cursor.value = held;
      void giveBack({ where, state, held, from });
    }
    mine.value = state;
  }

  /** A column that drives again as soon as it is known where the state that was chosen stands. */
  interface Return {
    where: Side;
    state: string;
    /** The cursor for as long as another column holds the place. */
    held: Cursor;
    /** The place that is held, in the state that was shown. */
    from: { session: StateSession; position: number };
  }
  let returning: Return | null = null;

  const positionIn = (of: StateSession, { session: was, position: at }: Return['from']) =>
    of === was ? at : pairings.across(was, of, at);

  async function giveBack(wanted: Return): Promise<void> {
    returning = wanted;
    const { where, state, held, from } = wanted;
    const found = await whenRecorded(state);
    if (found && found !== from.session) await pairings.compare(from.session, found);
    if (returning !== wanted) return;
    returning = null;
    if (!found || stateOf[where].value !== state || scrubbing.value) return;
    const at = cursor.value;
    if (at === held) {
      const to = positionIn(found, from);
      if (to !== null) cursor.value = { side: where, position: to };
      return;
    }
    // Moved meanwhile: the column drives again from where it has followed to. Not if the other was told to.
    if (at.side !== held.side || at.position === held.position) return;
    await pairings.compare(...ordered(where, found, at.side));
    if (cursor.value === at && stateOf[where].value === state) drive(where);
  }
  /** A column's state and another column's, as the lab compares them: from left to right. */
  function ordered(where: Side, mine: StateSession, other: Side): [StateSession, StateSession] {
    const theirs = sessions.value[other] ?? mine;
    return inOrder(where, other)[0] === where ? [mine, theirs] : [theirs, mine];
  }

  /** The state's session as soon as its recording has ended; null if that did not succeed. */
  function whenRecorded(state: string): Promise<StateSession | null> {
    return new Promise((resolve) => {
      let stop: (() => void) | null = null;
      const look = () => {
        const run = runs.runs.get(state);
        if (run === undefined || run.kind === 'recording') return;
        stop?.();
        resolve(runs.session(state));
      };
      stop = watch(() => runs.runs.get(state), look, { flush: 'sync' });
      look();
    });
  }

  /** Makes a column the one that drives; the step shown in it stays. */
  function drive(where: Side): void {
    if (moments.value[where]) cursor.value = { side: where, position: positions.value[where] };
  }

  function seek(to: number, where: Side = side.value): void {
    pace.settle();
    scrubbing.value = false;
    level.value = 0;
    cursor.value = { side: where, position: to };
  }

  /** Moves the cursor for as long as it is dragged; `settle` ends it. */
  function scrub(to: number, where: Side = side.value): void {
    scrubbing.value = true;
    live.value = { side: where, position: to };
    pace.request();
  }
  function settle(): void {
    if (scrubbing.value) seek(live.value.position, live.value.side);
  }

  /** Moves by one of the timeline's own moves; says whether the cursor moved. */
  function move(by: (timeline: Timeline) => unknown): boolean {
    const of = session.value;
    if (!of) return false;
    of.timeline.seek(position.value);
    by(of.timeline);
    const to = of.timeline.position;
    if (to === position.value) return false;
    seek(to);
    return true;
  }

  function select(address: bigint, word = selection.value?.word ?? 0): void {
    selection.value = { address, word };
  }

  /** The page that is looked at: the selected one, else the first one that has a name here. */
  const selected = computed<Selection | null>(() => {
    if (selection.value) return selection.value;
    const of = session.value;
    const area = of ? namedAreas(of.trace, position.value)[0] : undefined;
    return area ? { address: area.from, word: 0 } : null;
  });
  /** Address of the selected word. */
  const wordAddress = computed(() =>
    selected.value ? selected.value.address + BigInt(selected.value.word * WORD_BYTES) : null,
  );

  return {
    scenario,
    left,
    middle,
    right,
    states,
    columns,
    shortName,
    cursor,
    selection,
    level,
    sessions,
    comparison,
    pairs,
    compared,
    across,
    session,
    side,
    position,
    positions,
    pairing,
    moments,
    stacks,
    stackDepth,
    selected,
    wordAddress,
    open,
    show,
    drop,
    vary,
    choose,
    drive,
    live,
    scrubbing,
    livePosition,
    livePositions,
    seek,
    scrub,
    settle,
    move,
    select,
  };
});
