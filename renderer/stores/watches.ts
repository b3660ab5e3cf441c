import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { Side, StateSession } from '../model/session.ts';
import { watchValues, type Watch, type WatchPoint, type WatchValue } from '../model/watch.ts';
import { useLab } from './lab.ts';
import { usePairings } from './pairings.ts';
import { useRuns } from './runs.ts';

/** The watch list: expressions, and what they are where the states stand. */
export const useWatches = defineStore('watches', () => {
  const lab = useLab();
  const runs = useRuns();
  const pairings = usePairings();
  const list = shallowRef<readonly Watch[]>([]);
  /** The entry that commands are about: the one that was used last. */
  const currentId = ref<number | null>(null);
  /** Where the cursor came from, in which state. */
  const came = shallowRef<{ state: string; position: number } | null>(null);

  watch(
    [() => lab.session?.state.id, () => lab.position],
    ([state, position], [stateBefore, before]) => {
      if (state === undefined || state !== stateBefore) came.value = null;
      else if (position !== before) came.value = { state, position: before };
    },
    { flush: 'sync' },
  );

  function add(text: string): Watch {
    const known = list.value.find((each) => each.text === text);
    const id = Math.max(0, ...list.value.map((each) => each.id)) + 1;
    const added = known ?? { id, text };
    if (!known) list.value = [...list.value, added];
    currentId.value = added.id;
    return added;
  }
  function change(id: number, text: string): void {
    list.value = list.value.map((each) => (each.id === id ? { id, text } : each));
  }
  function remove(id: number): void {
    const at = list.value.findIndex((each) => each.id === id);
    list.value = list.value.filter((each) => each.id !== id);
    currentId.value = (list.value[at] ?? list.value.at(-1))?.id ?? null;
  }
  /** Moves an entry up or down in the list. */
  function move(id: number, by: 1 | -1): void {
    const at = list.value.findIndex((each) => each.id === id);
    const to = at + by;
    const entry = list.value[at];
    if (!entry || to < 0 || to >= list.value.length) return;
    const rest = list.value.filter((each) => each.id !== id);
    list.value = [...rest.slice(0, to), entry, ...rest.slice(to)];
  }
  /** Replaces all, as they were kept. */
  function restore(value: readonly Watch[]): void {
    list.value = value;
    currentId.value = value[0]?.id ?? null;
  }
  const current = computed(() => list.value.find(({ id }) => id === currentId.value) ?? null);

  /** The state that drives first, then the other columns, then what no column shows. */
  const points = computed<WatchPoint[]>(() => {
    const { session, position } = lab;
    if (!session) return [];
    const from =
      came.value?.state === session.state.id ? came.value.position : Math.max(0, position - 1);
    const place = (other: StateSession, side: Side | null): WatchPoint[] => {
      const there = other === session ? position : pairings.across(session, other, position);
      const before = other === session ? from : pairings.across(session, other, from);
      return there === null || before === null
        ? []
        : [{ session: other, position: there, before, side }];
    };
    const sideOf = (state: string): Side | null =>
      lab.left === state ? 'left' : lab.right === state ? 'right' : null;
    const others = (lab.scenario?.states ?? []).flatMap(({ id }) => {
      const other = runs.session(id);
      return other && other !== session ? [{ other, side: sideOf(id) }] : [];
    });
    others.sort((a, b) => Number(a.side === null) - Number(b.side === null));
    return [
      ...place(session, sideOf(session.state.id)),
      ...others.flatMap(({ other, side }) => place(other, side)),
    ];
  });

  function values({ text }: Watch): WatchValue[] {
    return watchValues(text, points.value, lab.level);
  }

  return {
    list,
    currentId,
    current,
    add,
    change,
    remove,
    move,
    restore,
    points,
    values,
  };
});
