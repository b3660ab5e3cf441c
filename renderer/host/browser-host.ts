import type { Host, OpenTextFileOptions, SaveFileOptions, TextFile } from '../../contract/host.ts';
import type { MenuGroup } from '../../contract/menu.ts';
import { checkTextSize, decodeTextFile } from '../../contract/text-file.ts';
import { fetchLabFiles } from './lab-files.ts';

const SETTINGS_KEY = 'folioscope.settings';
const ASIDE_KEY = 'folioscope.settings.unreadable';

/** The browser edition: the browser's own file chooser and downloads. */
export class BrowserHost implements Host {
  readonly kind: Host['kind'] = 'browser';
  readonly versions: Record<string, string> = { folioscope: __FOLIOSCOPE_VERSION__ };

  labFiles(): Promise<Record<string, string>> {
    return fetchLabFiles();
  }

  async openTextFile({ title, extensions }: OpenTextFileOptions): Promise<TextFile | null> {
    const file = await chooseFile(title, extensions);
    if (!file) return null;
    checkTextSize(file.name, file.size);
    return { name: file.name, text: decodeTextFile(file.name, await readBytes(file)) };
  }

  saveFile({ suggestedName, data }: SaveFileOptions): Promise<string | null> {
    // Copied into a buffer of its own: a view may lie on shared memory, which no Blob takes.
    const part = typeof data === 'string' ? data : new Uint8Array(data);
    const url = URL.createObjectURL(new Blob([part], { type: 'application/octet-stream' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = suggestedName;
    link.hidden = true;
    document.body.append(link);
    link.click();
    link.remove();
    // Later: some browsers start reading only after the click has been handled.
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    return Promise.resolve(suggestedName);
  }

  readSettings(): Promise<string | null> {
    return attempt(() => localStorage.getItem(SETTINGS_KEY));
  }

  writeSettings(text: string): Promise<void> {
    return attempt(() => localStorage.setItem(SETTINGS_KEY, text));
  }

  setSettingsAside(text: string): Promise<string> {
    return attempt(() => {
      localStorage.setItem(ASIDE_KEY, text);
      return `the browser's storage, under ${ASIDE_KEY}`;
    });
  }

  offerCommands(_groups: MenuGroup[]): Promise<void> {
    return Promise.resolve();
  }

  /** A browser has no menu of ours: nothing ever asks. */
  onCommand(_listener: (command: string) => void): () => void {
    return () => {};
  }
}

/** A browser may refuse its storage, or have no room left: both become a rejection. */
function attempt<T>(act: () => T): Promise<T> {
  return new Promise((resolve) => resolve(act()));
}

async function chooseFile(title: string, extensions: string[]): Promise<File | null> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = extensions.map((extension) => `.${extension}`).join(',');
  input.title = title;
  input.hidden = true;
  input.dataset.testid = 'file-chooser';
  // In the document: some browsers drop a detached input before the user has chosen.
  document.body.append(input);
  try {
    return await new Promise((resolve) => {
      input.addEventListener('change', () => resolve(input.files?.[0] ?? null), { once: true });
      input.addEventListener('cancel', () => resolve(null), { once: true });
      input.click();
    });
  } finally {
    input.remove();
  }
}

async function readBytes(file: File): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new Error(`${file.name} could not be read; it may have been moved or changed`);
  }
}
