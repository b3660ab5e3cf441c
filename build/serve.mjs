/**
 * Serves the browser edition from 127.0.0.1, with the same content security policy as the desktop shell.
 * Usage: node build/serve.mjs [--port N]
 */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** @type {Record<string, string>} */
export const MIME = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

const policyFile = path.join(import.meta.dirname, '..', 'contract', 'csp.json');
/** @type {Record<string, string[]>} */
const policy = JSON.parse(readFileSync(policyFile, 'utf8'));

/** The same text as contract/csp.ts makes; a test holds the two together. @param {string} nonce */
export function contentSecurityPolicy(nonce) {
  return Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ')
    .replace('{nonce}', nonce);
}

/**
 * A server for the static files below a folder. GET and HEAD only; never a file outside the folder; only for
 * requests that name this machine, so that no foreign page can reach it by rebinding its name.
 *
 * @param {string} folder
 * @returns {import('node:http').Server}
 */
export function createStaticServer(folder) {
  return createServer((request, response) => {
    answer(folder, request, response).catch((error) => {
      console.error(`serve: ${request.url}: ${error}`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
}

/**
 * @param {string} folder
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function answer(folder, request, response) {
  const refuse = (/** @type {number} */ status, headers = {}) =>
    response.writeHead(status, { 'content-length': 0, ...headers }).end();

  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')) return refuse(403);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return refuse(405, { allow: 'GET, HEAD' });
  }
  const file = await resolveFile(folder, request.url ?? '/');
  if (!file) return refuse(404);

  const nonce = randomBytes(16).toString('base64');
  let body = await readFile(file);
  if (file.endsWith('.html')) {
    body = Buffer.from(body.toString('utf8').replaceAll('folioscope-nonce', nonce));
  }
  // index.html carries a nonce and is never the same twice; everything else is revalidated by its content.
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  const headers = {
    'content-type': MIME[path.extname(file)] ?? 'application/octet-stream',
    'content-security-policy': contentSecurityPolicy(nonce),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': file.endsWith('.html') ? 'no-store' : 'no-cache',
    etag: tag,
  };
  if (request.headers['if-none-match'] === tag) return response.writeHead(304, headers).end();
  response.writeHead(200, { ...headers, 'content-length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/**
 * The file a URL names, or null if there is none inside the folder (links are followed before looking).
 *
 * @param {string} folder
 * @param {string} url
 */
export async function resolveFile(folder, url) {
  let name;
  try {
    name = decodeURIComponent(url.replace(/[?#].*$/s, ''));
  } catch {
    return null; // a broken escape
  }
  if (!name.startsWith('/') || /[\0\\]/.test(name)) return null;
  if (name.endsWith('/')) name += 'index.html';
  try {
    const root = await realpath(folder);
    const file = await realpath(path.join(root, name));
    const inside = path.relative(root, file);
    if (inside.startsWith('..') || path.isAbsolute(inside)) return null;
    return (await stat(file)).isFile() ? file : null;
  } catch {
    return null;
  }
}

/**
 * Listens on 127.0.0.1 at the wanted port, else at the next free one.
 *
 * @param {import('node:http').Server} server
 * @param {number} port 0: any
 * @returns {Promise<number>} the port it became
 */
export async function listen(server, port) {
  const candidates = port === 0 ? [0] : [...Array.from({ length: 20 }, (_, i) => port + i), 0];
  for (const candidate of candidates.filter((number) => number < 65536)) {
    try {
      await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(candidate, '127.0.0.1', () => {
          server.off('error', reject);
          resolve(undefined);
        });
      });
      return /** @type {import('node:net').AddressInfo} */ (server.address()).port;
    } catch (error) {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    }
  }
  throw new Error('no free port on 127.0.0.1');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const at = process.argv.indexOf('--port');
  const port = at < 0 ? 4173 : Number(process.argv[at + 1]);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    console.error('serve: --port wants a number from 0 to 65535');
    process.exit(2);
  }
  const server = createStaticServer(path.join(import.meta.dirname, '..', 'dist', 'renderer'));
  console.log(`http://127.0.0.1:${await listen(server, port)}/`);
}
