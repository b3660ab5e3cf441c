import { defineStore } from 'pinia';
import { ref, shallowRef, watchEffect } from 'vue';

export type Theme = 'system' | 'light' | 'dark';
export type SourceLayout = 'auto' | 'columns' | 'rows';
export const LEFT_PANES = ['source', 'memory', 'what-if', 'mail'] as const;
export type LeftPane = (typeof LEFT_PANES)[number];
/** What the palette offers: commands, or places of one kind to go to. */
export type PaletteMode =
  | 'commands'
  | 'step'
  | 'function'
  | 'line'
  | 'scenario'
  | 'break-function'
  | 'break-line'
  | 'break-field'
  | 'break-expression'
  | 'watch';

/** A line of a source that the text cursor stands in. */
export interface SourceLine {
  file: string;
  line: number;
}

const THEME_KEY = 'folioscope.theme';
const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

/** How the lab looks, and what lies on top of it. Nothing here is about a scenario. */
export const useUi = defineStore('ui', () => {
  const theme = ref<Theme>(storedTheme());
  const palette = ref<PaletteMode | null>(null);
  const help = ref(false);
  const sourceLayout = ref<SourceLayout>('auto');
  /** What the left pane shows: the sources, memory, what-if changes, or the mail that was opened. */
  const leftPane = ref<LeftPane>('source');
  /** Which of the panes about the whole run is shown. */
  const outcomeTab = ref('dmesg');
  /** Where the text cursor stands, while a source has the focus. */
  const sourceLine = shallowRef<SourceLine | null>(null);
  /** The last thing the lab has to say, with a number so that the same words are said again. */
  const message = shallowRef<{ text: string; serial: number }>({ text: '', serial: 0 });

  watchEffect(() => {
    document.documentElement.dataset.theme = theme.value;
  });

  function nextTheme(): void {
    theme.value = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length] ?? 'system';
    try {
      localStorage.setItem(THEME_KEY, theme.value);
    } catch {
      // A browser that keeps nothing: the theme then lasts until the page is closed.
    }
    say(`Theme: ${theme.value}`);
  }

  /** Tells the user (and the screen reader) what happened, or why nothing did. */
  function say(text: string): void {
    message.value = { text, serial: message.value.serial + 1 };
  }

  return {
    theme,
    palette,
    help,
    sourceLayout,
    leftPane,
    outcomeTab,
    sourceLine,
    message,
    nextTheme,
    say,
  };
});

function storedTheme(): Theme {
  try {
    const stored = localStorage.getItem(THEME_KEY);
    return THEMES.find((theme) => theme === stored) ?? 'system';
  } catch {
    return 'system';
  }
}
