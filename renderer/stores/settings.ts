import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watchEffect } from 'vue';
import {
  defaultSettings,
  DIFFERENCE_COLOURS,
  THEMES,
  ZOOMS,
  type DifferenceColours,
  type Settings,
  type Theme,
} from '../settings/schema.ts';

/** How much larger everything is on a wall. */
const PROJECTOR_ZOOM = 1.35;

export const THEME_NAMES: Record<Theme, string> = {
  system: 'as the system',
  light: 'light',
  dark: 'dark',
  'contrast-light': 'high contrast, light',
  'contrast-dark': 'high contrast, dark',
};
export const DIFFERENCE_NAMES: Record<DifferenceColours, string> = {
  'orange-blue': 'orange and blue',
  'gold-violet': 'gold and violet',
};

/** The user's settings, and what follows from them for the page. */
export const useSettings = defineStore('settings', () => {
  const present = shallowRef<Settings>(defaultSettings());
  const darkSystem = useMedia('(prefers-color-scheme: dark)');
  const contrastSystem = useMedia('(prefers-contrast: more)');
  const stillSystem = useMedia('(prefers-reduced-motion: reduce)');

  /** Sets some of them; the others stay. */
  function set(some: Partial<Settings>): void {
    present.value = { ...present.value, ...some };
  }
  function reset(): void {
    present.value = defaultSettings();
  }

  /** The theme that is shown: never `system`. */
  const theme = computed<Exclude<Theme, 'system'>>(() => {
    const chosen = present.value.theme;
    if (chosen !== 'system') return chosen;
    const light = darkSystem.value ? 'dark' : 'light';
    return contrastSystem.value ? `contrast-${light}` : light;
  });
  const zoom = computed(() => present.value.zoom * (present.value.projector ? PROJECTOR_ZOOM : 1));
  const still = computed(() =>
    present.value.motion === 'system' ? stillSystem.value : present.value.motion === 'reduced',
  );
  /** Changes whenever what is drawn on a canvas has to be drawn anew. */
  const appearance = computed(() => [theme.value, present.value.differences, zoom.value].join(' '));

  watchEffect(
    () => {
      const { dataset, style } = document.documentElement;
      dataset.theme = theme.value;
      dataset.differences = present.value.differences;
      dataset.motion = still.value ? 'reduced' : 'full';
      style.setProperty('zoom', String(zoom.value));
    },
    { flush: 'sync' },
  );

  function nextTheme(): string {
    const next = THEMES[(THEMES.indexOf(present.value.theme) + 1) % THEMES.length] ?? 'system';
    set({ theme: next });
    return `Theme: ${THEME_NAMES[next]}`;
  }
  function nextDifferences(): string {
    const at = DIFFERENCE_COLOURS.indexOf(present.value.differences);
    const next = DIFFERENCE_COLOURS[(at + 1) % DIFFERENCE_COLOURS.length] ?? 'orange-blue';
    set({ differences: next });
    return `Differences: ${DIFFERENCE_NAMES[next]}`;
  }
  /** One size up (1) or down (-1), or as designed (0). */
  function zoomBy(by: 1 | -1 | 0): string {
    const now = present.value.zoom;
    const up = ZOOMS.find((size) => size > now + 0.001) ?? now;
    const down = ZOOMS.findLast((size) => size < now - 0.001) ?? now;
    set({ zoom: by === 0 ? 1 : by > 0 ? up : down });
    return `Size: ${Math.round(present.value.zoom * 100)} %`;
  }

  return {
    present,
    theme,
    zoom,
    still,
    appearance,
    set,
    reset,
    nextTheme,
    nextDifferences,
    zoomBy,
  };
});

/** Whether a media query holds, kept up to date. */
function useMedia(query: string) {
  const list = window.matchMedia(query);
  const holds = ref(list.matches);
  list.addEventListener('change', () => (holds.value = list.matches));
  return holds;
}
