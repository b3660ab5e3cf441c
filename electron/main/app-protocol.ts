import { randomBytes } from 'node:crypto';
import type { CustomScheme, Protocol } from 'electron';
import { contentSecurityPolicy, NONCE_PLACEHOLDER } from '../../contract/csp.ts';
import { readAppFile } from './app-files.ts';
import { SCHEME } from './origin.ts';

/** To be registered before the app is ready: `app://` behaves like https, so that fetch, workers and modules work. */
export const APP_SCHEME: CustomScheme = {
  scheme: SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
};

/** Serves the built renderer as `app://lab/…`, every answer under the content security policy. */
export function serveApp(protocol: Pick<Protocol, 'handle'>, folder: string): void {
  protocol.handle(SCHEME, (request) => answerRequest(folder, request));
}

/** One request: GET of a file of the renderer; anything else is refused. */
export async function answerRequest(folder: string, request: Request): Promise<Response> {
  if (request.method !== 'GET') return new Response(null, { status: 405 });
  const file = await readAppFile(folder, request.url);
  if (!file) return new Response(null, { status: 404 });
  const nonce = randomBytes(16).toString('base64');
  const body = file.type.startsWith('text/html')
    ? new TextDecoder().decode(file.bytes).replaceAll(NONCE_PLACEHOLDER, nonce)
    : file.bytes;
  return new Response(body, {
    headers: {
      'content-type': file.type,
      'content-security-policy': contentSecurityPolicy(nonce),
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
}
