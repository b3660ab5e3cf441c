/**
 * The session survives everything: it is kept as one works, and shown again at the next start. In
 * IndexedDB, whose strict transactions are on the disk when they end; localStorage may lose the last
 * seconds when the process is killed.
 */
import type { LabContext } from '../commands/context.ts';
import { toLabError } from '../model/lab-error.ts';
import { captureSession } from './capture.ts';
import { Storage } from './storage.ts';
import { watchDebounced } from './watch-debounced.ts';

export type SessionStorage = Pick<Storage, 'get' | 'put' | 'delete'>;

const SESSIONS: SessionStorage = new Storage('folioscope', 'sessions');
const KEY = 'last';
/** The session that could not be shown at a start, until the next one that cannot. */
const ASIDE = 'aside';
const DELAY = 300;

/** What was kept last; null if nothing was. Throws Error if it cannot be read. */
export async function keptSession(storage = SESSIONS): Promise<string | null> {
  const text = await storage.get(KEY);
  return typeof text === 'string' ? text : null;
}

export async function forgetSession(storage = SESSIONS): Promise<void> {
  try {
    await storage.delete(KEY);
  } catch {
    // Nothing was kept either.
  }
}

/** Puts a session that cannot be shown aside, where the next one does not take its place. Never rejects. */
export async function setSessionAside(text: string, storage = SESSIONS): Promise<boolean> {
  try {
    await storage.put(ASIDE, text);
    return true;
  } catch {
    return false;
  }
}

/** The session that was put aside; null if there is none, or it cannot be read. */
export async function sessionAside(storage = SESSIONS): Promise<string | null> {
  try {
    const text = await storage.get(ASIDE);
    return typeof text === 'string' ? text : null;
  } catch {
    return null;
  }
}

/** Keeps the session whenever it has changed. Returns the function that stops it. */
export function keepSession(context: LabContext, storage = SESSIONS): () => void {
  let told = false;
  const keep = async () => {
    const text = captureSession(context);
    if (text === null) return;
    try {
      await storage.put(KEY, text);
      if (told) context.ui.say('This session is kept again');
      told = false;
    } catch (error) {
      const reason = toLabError(error).message;
      const advice = 'Save it as a file so that nothing is lost';
      if (!told) context.ui.say(`This session cannot be kept: ${reason}. ${advice}`);
      told = true;
    }
  };
  const now = () => void keep();
  const stop = watchDebounced(() => captureSession(context), now, DELAY);
  // Leaving should not lose the last moments.
  window.addEventListener('pagehide', now);
  return () => {
    stop();
    window.removeEventListener('pagehide', now);
  };
}
