import { strict } from './strict.ts';

export type BeforeRequest = (
  details: { url: string; method: string; resourceType: string },
  callback: (response: { cancel?: boolean }) => void,
) => void;

/** `session.defaultSession`: the request filter works; permission handlers are kept for tests to call. */
export class StandinSession {
  beforeRequest: BeforeRequest | null = null;
  permissionRequest: unknown = null;
  permissionCheck: unknown = null;
  devicePermission: unknown = null;

  readonly webRequest = strict('webRequest', {
    onBeforeRequest: (listener: BeforeRequest | null) => {
      this.beforeRequest = listener;
    },
  });

  setPermissionRequestHandler(handler: unknown): void {
    this.permissionRequest = handler;
  }

  setPermissionCheckHandler(handler: unknown): void {
    this.permissionCheck = handler;
  }

  setDevicePermissionHandler(handler: unknown): void {
    this.devicePermission = handler;
  }

  /** Asks the app's filter about a request. */
  async allows(url: string, method: string, resourceType: string): Promise<boolean> {
    const listener = this.beforeRequest;
    if (!listener) return true;
    const answer = await new Promise<{ cancel?: boolean }>((resolve) => {
      listener({ url, method, resourceType }, resolve);
    });
    return answer.cancel !== true;
  }
}
