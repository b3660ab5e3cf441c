import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';

export type SourceLayout = 'auto' | 'columns' | 'rows';
export const LEFT_PANES = ['source', 'memory', 'what-if', 'mail'] as const;
export type LeftPane = (typeof LEFT_PANES)[number];
/** What the pane about the whole run shows; beside a tour also what has panes of its own otherwise. */
export const OUTCOME_TABS = [
  'verdict',
  'differences',
  'breakpoints',
  'notes',
  'readings',
  'step',
] as const;
export type OutcomeTab = (typeof OUTCOME_TABS)[number];
/** What the palette offers: commands, or places of one kind to go to. */
export type PaletteMode =
  | 'commands'
  | 'step'
  | 'function'
  | 'line'
  | 'scenario'
  | 'recent'
  | 'tour'
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

/** Parts of the settings. */
export type SettingsPage = 'look' | 'keys';

/** What the lab shows, and what lies on top of it. Nothing here is about a scenario. */
export const useUi = defineStore('ui', () => {
  const palette = ref<PaletteMode | null>(null);
  const help = ref(false);
  /** Which part of the settings is open. */
  const settings = ref<SettingsPage | null>(null);
  const sourceLayout = ref<SourceLayout>('auto');
  /** Of three columns, those that show the same as the one that drives are folded. */
  const foldSame = ref(true);
  /** What the left pane shows: the sources, memory, what-if changes, or the mail that was opened. */
  const leftPane = ref<LeftPane>('source');
  /** Which of the panes about the whole run is shown. */
  const outcomeTab = ref<OutcomeTab>('verdict');
  /** The guided tour has the place of the right column. */
  const tourShown = ref(false);
  /** Where the text cursor stands, while a source has the focus. */
  const sourceLine = shallowRef<SourceLine | null>(null);
  /** A session that was kept and could not be shown: it can still be saved as a file. */
  const sessionAside = ref<string | null>(null);
  /** The last thing the lab has to say, with a number so that the same words are said again. */
  const message = shallowRef<{ text: string; serial: number }>({ text: '', serial: 0 });

  /** Tells the user (and the screen reader) what happened, or why nothing did. */
  function say(text: string): void {
    message.value = { text, serial: message.value.serial + 1 };
  }

  return {
    palette,
    help,
    settings,
    sourceLayout,
    foldSame,
    leftPane,
    outcomeTab,
    tourShown,
    sourceLine,
    sessionAside,
    message,
    say,
  };
});
