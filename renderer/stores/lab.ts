import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { type Frame, type Scenario, type Timeline } from '../../core/index.ts';
import {
  momentAt,
  otherSide,
  type Moment,
  type Pairing,
  type Side,
  type StateSession,
} from '../model/session.ts';
import { namedAreas } from '../model/shown-ranges.ts';
import { Pace } from './pace.ts';
import { usePairings, type PairRun } from './pairings.ts';
import { useRuns } from './runs.ts';

/** Where the lab stands: one position in the state that drives; the other column follows from it. */
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

/** The open scenario, the two states shown, the cursor and the selection. Everything else derives. */
export const useLab = defineStore('lab', () => {
  const runs = useRuns();
  const pairings = usePairings();
  const scenario = shallowRef<Scenario | null>(null);
  const left = ref<string | null>(null);
  const right = ref<string | null>(null);
  const cursor = shallowRef<Cursor>({ side: 'left', position: 0 });
  const selection = shallowRef<Selection | null>(null);
  /** Which call of the stack the source shows, 0 the innermost; back to 0 with every move. */
  const level = ref(0);

  const sessions = computed<Record<Side, StateSession | null>>(() => ({
    left: runs.session(left.value),
    right: runs.session(right.value),
  }));
  /** How the comparison of the two shown states stands; undefined unless both are recorded. */
  const comparing = computed<PairRun | undefined>(() => {
    const { left: a, right: b } = sessions.value;
    return a && b ? pairings.run(a, b) : undefined;
  });
  const pairing = computed<Pairing | null>(() =>
    comparing.value?.kind === 'ready' ? comparing.value.pairing : null,
  );
  watch(
    sessions,
    ({ left: a, right: b }) => {
      const alone = a ?? b;
      if (a && b) void pairings.compare(a, b);
      else if (alone && (left.value === null || right.value === null)) void pairings.read(alone);
    },
    { flush: 'sync', immediate: true },
  );
  /** The side that drives: the cursor's, or the only one that is recorded. */
  const side = computed<Side>(() => sideOf(cursor.value));
  const session = computed(() => sessions.value[side.value]);
  const position = computed(() => positions.value[side.value]);
  /** Where each side stands. Until the states are compared, the side that follows stays at the start. */
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
    const other = otherSide(wanted);
    return !sessions.value[wanted] && sessions.value[other] ? other : wanted;
  }
  function positionsOf(at: Cursor): Record<Side, number> {
    const driving = sideOf(at);
    const length = sessions.value[driving]?.trace.length ?? 0;
    const here = Math.max(0, Math.min(at.position, length));
    const there = pairing.value?.alignment.across(driving, here) ?? 0;
    return driving === 'left' ? { left: here, right: there } : { left: there, right: here };
  }
  /** The states at these positions; null while it is not known where the side that follows stands. */
  const moments = computed<Record<Side, Moment | null>>(() => {
    const at = (which: Side) => {
      const of = sessions.value[which];
      if (!of || (which !== side.value && !pairing.value)) return null;
      return momentAt(which, of, positions.value[which]);
    };
    return { left: at('left'), right: at('right') };
  });

  /** The calls that are open at each side's current step, innermost first. */
  const stacks = computed<Record<Side, Frame[]>>(() => {
    const of = (which: Side) => {
      const trace = moments.value[which]?.session.trace;
      if (!trace || trace.length === 0) return [];
      return trace.callStack(Math.min(positions.value[which], trace.length - 1));
    };
    return { left: of('left'), right: of('right') };
  });
  const stackDepth = computed(() => stacks.value[side.value].length);

  /** Shows a scenario, its first state and its last side by side, from the start. */
  function open(value: Scenario): void {
    scenario.value = value;
    left.value = value.states[0]?.id ?? null;
    right.value = value.states.length > 1 ? (value.states.at(-1)?.id ?? null) : null;
    cursor.value = { side: 'left', position: 0 };
    selection.value = null;
    level.value = 0;
  }

  /** Shows two states as they are, wherever the cursor stands. */
  function show(leftState: string | null, rightState: string | null): void {
    left.value = leftState;
    right.value = rightState;
  }

  /** Takes the scenario with states more in it; everything shown stays. */
  function vary(value: Scenario): void {
    scenario.value = value;
  }

  /** Shows another state in a column, at the aligned step; a state that is in the other column swaps. */
  function choose(where: Side, state: string): void {
    const mine = where === 'left' ? left : right;
    const theirs = where === 'left' ? right : left;
    if (mine.value === state) return;
    const before = runs.session(mine.value);
    if (theirs.value === state) {
      [left.value, right.value] = [right.value, left.value];
      cursor.value = { side: otherSide(side.value), position: position.value };
      return;
    }
    const after = runs.session(state);
    if (side.value !== where || !before) {
      mine.value = state;
      return;
    }
    const from = position.value;
    const known = after ? pairings.across(before, after, from) : null;
    if (known !== null) cursor.value = { side: where, position: known };
    else if (pairing.value) {
      // The other column holds the place until the new one can be compared with the old.
      const other = otherSide(where);
      const held = { side: other, position: positions.value[other] };
      cursor.value = held;
      void whenRecorded(state).then(async (session) => {
        const found = session ? await pairings.compare(before, session) : null;
        const untouched = cursor.value === held && mine.value === state;
        if (!found || !untouched) return;
        cursor.value = { side: where, position: found.alignment.toRight(from) };
      });
    }
    mine.value = state;
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
    right,
    cursor,
    selection,
    level,
    sessions,
    comparing,
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
