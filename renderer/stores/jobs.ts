import { defineStore } from 'pinia';
import { computed, ref, shallowReactive } from 'vue';

/** Work that goes on while the lab stays usable. Replaced as a whole, never changed. */
export interface Job {
  id: number;
  /** What is being done: "Aligning before the patch with v9". */
  title: string;
  /** The share that is done, 0 to 1; null where it is not known. */
  share: number | null;
  /** Milliseconds of the page's clock. */
  since: number;
  cancel: () => void;
}

export interface JobHandle {
  progress(share: number): void;
  end(): void;
}

/** Shorter work is not worth telling of: it would only flicker. */
const WORTH_TELLING = 200;

/** What the lab is busy with in the background. */
export const useJobs = defineStore('jobs', () => {
  const jobs = shallowReactive(new Map<number, Job>());
  /** Ids of the jobs that have taken long enough to be told of. */
  const long = ref<number[]>([]);
  let count = 0;

  /** Announces work; it is shown when it takes longer than a moment. */
  function start(title: string, cancel: () => void): JobHandle {
    const id = ++count;
    jobs.set(id, { id, title, share: null, since: performance.now(), cancel });
    const timer = setTimeout(() => (long.value = [...long.value, id]), WORTH_TELLING);
    return {
      progress(share) {
        const job = jobs.get(id);
        if (job) jobs.set(id, { ...job, share });
      },
      end() {
        clearTimeout(timer);
        jobs.delete(id);
        long.value = long.value.filter((each) => each !== id);
      },
    };
  }

  const shown = computed(() => long.value.flatMap((id) => jobs.get(id) ?? []));
  return { jobs, shown, start };
});
