import { EventEmitter } from 'node:events';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Where the app lies: the folder with its package.json. */
export const appFolder = process.env.STANDIN_APP ?? process.cwd();

const manifest = JSON.parse(readFileSync(path.join(appFolder, 'package.json'), 'utf8')) as {
  name: string;
  version: string;
};

/** The value of a `--name=value` switch. */
export function switchValue(name: string): string | undefined {
  const prefix = `--${name}=`;
  return process.argv.find((argument) => argument.startsWith(prefix))?.slice(prefix.length);
}

/** `app`: the life of the application, from ready to quit. */
export class StandinApp extends EventEmitter {
  readonly isPackaged = false;
  private ready = false;
  private quitting = false;
  private readonly userData: string;
  private readonly started: Promise<void>;
  private lock: string | null = null;

  /**
   * @param start opens the browser; the app is ready when it has
   * @param stop closes it
   */
  constructor(
    start: () => Promise<void>,
    private readonly stop: () => Promise<void>,
  ) {
    super();
    this.userData =
      switchValue('user-data-dir') ?? mkdtempSync(path.join(os.tmpdir(), 'standin-electron-'));
    mkdirSync(this.userData, { recursive: true });
    // Later: main registers its schemes and listeners first.
    this.started = new Promise((resolve, reject) => {
      setImmediate(() => start().then(resolve, reject));
    });
    this.started.then(
      () => {
        this.ready = true;
        this.emit('ready');
      },
      (error: unknown) => {
        console.error(error);
        this.exit(1);
      },
    );
  }

  whenReady(): Promise<void> {
    return this.started;
  }

  isReady(): boolean {
    return this.ready;
  }

  getName(): string {
    return manifest.name;
  }

  getVersion(): string {
    return manifest.version;
  }

  getAppPath(): string {
    return appFolder;
  }

  getPath(name: string): string {
    if (name === 'userData') return this.userData;
    throw new Error(`stand-in: app.getPath('${name}') is not implemented`);
  }

  /** One instance per user data folder, as in Electron. */
  requestSingleInstanceLock(): boolean {
    const lock = path.join(this.userData, 'standin.lock');
    try {
      closeSync(openSync(lock, 'wx'));
      this.lock = lock;
      return true;
    } catch {
      return false;
    }
  }

  quit(): void {
    if (this.quitting) return;
    let stopped = false;
    this.emit('before-quit', { preventDefault: () => (stopped = true) });
    if (stopped) return;
    this.emit('will-quit', { preventDefault: () => (stopped = true) });
    if (!stopped) this.exit(0);
  }

  exit(code = 0): void {
    if (this.quitting) return;
    this.quitting = true;
    this.emit('quit', {}, code);
    if (this.lock) rmSync(this.lock, { force: true });
    void this.stop().finally(() => process.exit(code));
  }
}
