import { watch } from 'vue';

/** Calls `act` once `source` has kept its value for `delay` milliseconds. Returns the function that stops it. */
export function watchDebounced(source: () => unknown, act: () => void, delay: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = watch(source, () => {
    clearTimeout(timer);
    timer = setTimeout(act, delay);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
