import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { readRecent, recentKey, withRecent, type Recent } from '../recent/recent.ts';
import { Storage } from '../session/storage.ts';

type Store = Pick<Storage, 'get' | 'put'>;
/** `Omit` for each member of a union. */
type Without<T, K extends keyof T> = T extends unknown ? Omit<T, K> : never;

const KEY = 'list';

/** What was opened and saved lately, newest first. Only a convenience: where it cannot be kept, it ends with the page. */
export const useRecent = defineStore('recent', () => {
  const list = shallowRef<readonly Recent[]>([]);
  let storage: Store = new Storage('folioscope-recent', 'recent');

  /** Reads the list that was kept. Never rejects. */
  async function load(from: Store = storage): Promise<void> {
    storage = from;
    const kept = await storage.get(KEY).then(readRecent, () => []);
    // What was opened meanwhile is newer, and may have been kept without the others.
    const meanwhile = list.value.length > 0;
    list.value = list.value.reduceRight((all, entry) => withRecent(all, entry), kept);
    if (meanwhile) keep();
  }
  function keep(): void {
    storage.put(KEY, list.value).catch(() => undefined);
  }
  function remember(entry: Without<Recent, 'at'>): void {
    list.value = withRecent(list.value, { ...entry, at: Date.now() } as Recent);
    keep();
  }
  function forget(entry: Recent): void {
    list.value = list.value.filter((each) => recentKey(each) !== recentKey(entry));
    keep();
  }
  function forgetAll(): void {
    list.value = [];
    keep();
  }

  return { list, load, remember, forget, forgetAll };
});
