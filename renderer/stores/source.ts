import { defineStore } from 'pinia';
import { ref, shallowReactive, shallowRef, watch } from 'vue';
import { sideOf } from '../model/column-differences.ts';
import { SIDES, type Side } from '../model/session.ts';
import { PlaceHistory } from '../model/place-history.ts';
import type { SidePlace, Visit } from '../model/source-place.ts';
import type { ReferencesAnswer, SymbolAnswer } from '../worker/symbol-questions.ts';
import { useLab } from './lab.ts';

/** Lines so near are one place to come back to. */
const NEAR = 8;
const isNear = (a: SidePlace, b: SidePlace) =>
  a.side === b.side && a.file === b.file && Math.abs(a.line - b.line) < NEAR;

/** Looking around in the sources: what the columns show until the cursor moves again. */
export const useSource = defineStore('source', () => {
  const lab = useLab();
  const visits = shallowReactive<Record<Side, Visit | null>>({
    left: null,
    middle: null,
    right: null,
  });
  /** Where each column's text cursor stands. */
  const carets = shallowReactive<Record<Side, SidePlace | null>>({
    left: null,
    middle: null,
    right: null,
  });
  /** The column that has, or last had, the keyboard; null until one had it. */
  const focused = ref<Side | null>(null);
  const history = new PlaceHistory<SidePlace>(isNear);
  /** What `history` allows; for menus and buttons. */
  const ways = shallowRef({ back: false, forward: false });
  /** The places that were asked for last, and which of them one is at; -1 before the first. */
  const references = shallowRef<{ side: Side; answer: ReferencesAnswer; at: number } | null>(null);
  /** Both states' sources in one text, with − and + lines, instead of side by side. */
  const unified = ref(false);
  /** Where a card is to be shown; a new object each time. */
  const card = shallowRef<{ side: Side; answer: SymbolAnswer } | null>(null);
  let serial = 0;

  watch(() => [lab.cursor, lab.level], leave, { flush: 'sync' });
  watch(
    () => lab.scenario?.directory,
    () => {
      history.clear();
      references.value = null;
      noteWays();
    },
  );

  /** The column that commands mean. */
  function side(): Side {
    return focused.value ?? lab.side;
  }

  /** Where the text cursor of a column stands; without one, its current line. */
  function here(where: Side = side()): SidePlace | null {
    const caret = carets[where];
    if (caret) return caret;
    const frame = lab.stacks[where][Math.min(lab.level, lab.stacks[where].length - 1)];
    return frame ? { side: where, file: frame.file, line: frame.line, column: 1, length: 0 } : null;
  }

  /** Shows a place; `back()` leads to where one was. */
  function go(to: SidePlace): void {
    history.go(here(to.side), to);
    show(to);
  }

  function move(direction: 1 | -1): boolean {
    const place = history.move(direction);
    if (place) show(place);
    return place !== null;
  }

  function show(place: SidePlace): void {
    serial++;
    visits[place.side] = { ...place, active: true, serial };
    for (const other of SIDES) {
      if (other === place.side) continue;
      const line = lab.moments[other] ? lineAcross(place, other) : null;
      visits[other] =
        line === null ? null : { ...place, side: other, line, length: 0, active: false, serial };
    }
    noteWays();
  }

  /** The line of another column that corresponds, or the nearest one before that has one. */
  function lineAcross({ side: from, file, line }: SidePlace, to: Side): number | null {
    const pair = lab.pairs.find((each) => sideOf(each, from) && sideOf(each, to));
    if (!pair) return null;
    const { lines } = pair.pairing;
    for (let look = line; look >= 1; look--) {
      const across = pair.left === from ? lines.toRight(file, look) : lines.toLeft(file, look);
      if (across !== null) return across;
    }
    return null;
  }

  /** Back to where the cursor stands. */
  function leave(): void {
    for (const side of SIDES) visits[side] = null;
  }

  function noteWays(): void {
    ways.value = { back: history.can(-1), forward: history.can(1) };
  }

  /** Goes to one of the references; the numbers before the first and after the last are others' ends. */
  function goToReference(index: number): boolean {
    const list = references.value;
    const place = list?.answer.places[index];
    if (!list || !place) return false;
    references.value = { ...list, at: index };
    go({ side: list.side, ...place });
    return true;
  }

  return {
    unified,
    visits,
    carets,
    focused,
    ways,
    references,
    card,
    side,
    here,
    go,
    move,
    show,
    leave,
    goToReference,
  };
});
