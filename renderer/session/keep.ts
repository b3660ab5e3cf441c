/**
 * The session survives everything: it is kept as one works, and shown again at the next start. In
 * IndexedDB, whose strict transactions are on the disk when they end; localStorage may lose the last
 * seconds when the process is killed.
 */
import type { LabContext } from '../commands/context.ts';
import { captureSession } from './capture.ts';
import { watchDebounced } from './watch-debounced.ts';

const DATABASE = 'folioscope';
const STORE = 'sessions';
const KEY = 'last';
const DELAY = 300;

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(failure(request.error));
    request.onblocked = () => reject(new Error('another window holds the storage'));
  });
}

const failure = (error: DOMException | null) =>
  new Error(error?.message || 'the browser refused to store it');

/** One transaction; resolves when it is on the disk. */
async function transact<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await openDatabase();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode, { durability: 'strict' });
      const request = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(failure(transaction.error));
      transaction.onerror = () => reject(failure(transaction.error));
    });
  } finally {
    database.close();
  }
}

/** What was kept last; null if nothing was, or nothing can be. */
export async function keptSession(): Promise<string | null> {
  try {
    const text: unknown = await transact('readonly', (store) => store.get(KEY));
    return typeof text === 'string' ? text : null;
  } catch {
    return null;
  }
}

export async function forgetSession(): Promise<void> {
  try {
    await transact('readwrite', (store) => store.delete(KEY));
  } catch {
    // Nothing was kept either.
  }
}

/** Keeps the session whenever it has changed. Returns the function that stops it. */
export function keepSession(context: LabContext): () => void {
  let told = false;
  const keep = async () => {
    const text = captureSession(context);
    if (text === null) return;
    try {
      await transact('readwrite', (store) => store.put(text, KEY));
      told = false;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!told) context.ui.say(`This session cannot be kept for the next start: ${reason}`);
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
