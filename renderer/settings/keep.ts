import { watch } from 'vue';
import type { Host } from '../../contract/host.ts';
import { toLabError } from '../model/lab-error.ts';
import { watchDebounced } from '../session/watch-debounced.ts';
import type { useSettings } from '../stores/settings.ts';
import type { useUi } from '../stores/ui.ts';
import { defaultSettings, readSettings, settingsText, type ReadSettings } from './schema.ts';

export type SettingsHost = Pick<Host, 'readSettings' | 'writeSettings' | 'setSettingsAside'>;

const DELAY = 300;

/**
 * The settings that the host keeps. Never rejects: where they cannot be read, the usual ones count, and
 * `problem` says why and where the others are.
 */
export async function loadSettings(host: SettingsHost): Promise<ReadSettings> {
  let text: string | null;
  try {
    text = await host.readSettings();
  } catch (error) {
    const problem = `Your settings cannot be read; the usual ones are used: ${toLabError(error).message}`;
    return { settings: defaultSettings(), problem };
  }
  if (text === null) return { settings: defaultSettings(), problem: null };
  const { settings, problem } = readSettings(text);
  if (problem === null) return { settings, problem };
  const told = `Your settings cannot all be used, the usual ones stand in (${problem}).`;
  try {
    // The next change writes over them: what somebody wrote by hand should not be lost.
    return { settings, problem: `${told} They are kept in ${await host.setSettingsAside(text)}` };
  } catch {
    return { settings, problem: told };
  }
}

/** Hands the settings to the host whenever they have changed. Returns the function that stops it. */
export function keepSettings(
  host: SettingsHost,
  settings: ReturnType<typeof useSettings>,
  ui: ReturnType<typeof useUi>,
): () => void {
  let told = false;
  let changed = false;
  const write = async () => {
    changed = false;
    try {
      await host.writeSettings(settingsText(settings.present));
      told = false;
    } catch (error) {
      if (!told) ui.say(`Your settings cannot be kept: ${toLabError(error).message}`);
      told = true;
    }
  };
  const stopMarking = watch(
    () => settings.present,
    () => (changed = true),
    { flush: 'sync' },
  );
  const stop = watchDebounced(
    () => settings.present,
    () => void write(),
    DELAY,
  );
  const onLeave = () => {
    if (changed) void write();
  };
  window.addEventListener('pagehide', onLeave);
  return () => {
    stop();
    stopMarking();
    window.removeEventListener('pagehide', onLeave);
  };
}
