/**
 * Chromium knows nothing of the app's own schemes, so each becomes an https host of its own:
 * `app://lab/x` ↔ `https://app--lab.standin/x`. Requests to it never leave the machine: all are intercepted.
 */
const SUFFIX = 'standin';

export type ProtocolHandler = (request: Request) => Response | Promise<Response>;

export class Schemes {
  readonly handlers = new Map<string, ProtocolHandler>();

  /** As the app writes it → as Chromium loads it. */
  toHttp(url: string): string {
    return url.replace(
      /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/,
      (whole, scheme: string, host: string) =>
        this.handlers.has(scheme) ? `https://${scheme}--${host}.${SUFFIX}` : whole,
    );
  }

  /** As Chromium reports it → as the app knows it. */
  fromHttp(url: string): string {
    return url.replace(
      /^(blob:)?https:\/\/([a-z][a-z0-9+.]*)--([^/?#]*)\.standin(?=[/?#]|$)/,
      (whole, blob: string | undefined, scheme: string, host: string) =>
        this.handlers.has(scheme) ? `${blob ?? ''}${scheme}://${host}` : whole,
    );
  }
}
