import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentSecurityPolicy as policyOfContract } from '../contract/csp.ts';
import { contentSecurityPolicy, createStaticServer, listen, resolveFile } from './serve.mjs';

const folder = mkdtempSync(path.join(os.tmpdir(), 'folioscope-serve-'));
const site = path.join(folder, 'site');
let server: Server;
let port = 0;

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A request with the path as written: fetch() would tidy up `..` before it is sent. */
function ask(url: string, options: { method?: string; headers?: Record<string, string> } = {}) {
  return new Promise<Answer>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path: url, ...options }, (response) => {
      let body = '';
      response.on('data', (bytes: Buffer) => (body += bytes.toString()));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

beforeAll(async () => {
  mkdirSync(path.join(site, 'assets'), { recursive: true });
  writeFileSync(path.join(folder, 'secret.txt'), 'secret');
  mkdirSync(path.join(folder, 'site-neighbour'));
  writeFileSync(path.join(folder, 'site-neighbour', 'x.txt'), 'secret');
  writeFileSync(path.join(site, 'index.html'), '<meta nonce="folioscope-nonce">');
  writeFileSync(path.join(site, 'assets', 'a.wasm'), '');
  writeFileSync(path.join(site, 'assets', 'a.js'), 'x');
  writeFileSync(path.join(site, 'odd name.txt'), 'odd');
  symlinkSync(path.join(folder, 'secret.txt'), path.join(site, 'link.txt'));
  server = createStaticServer(site);
  port = await listen(server, 0);
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

describe('the static server', () => {
  it('serves files with their type and the policy', async () => {
    const page = await ask('/');
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect((await ask('/assets/a.wasm')).headers['content-type']).toBe('application/wasm');
    expect((await ask('/assets/a.js?v=1')).headers['content-type']).toMatch(/^text\/javascript/);
    expect((await ask('/odd%20name.txt')).body).toBe('odd');
  });

  it('puts a fresh nonce into page and header', async () => {
    const nonces = [];
    for (const page of [await ask('/'), await ask('/index.html')]) {
      const nonce = /nonce="([^"]+)"/.exec(page.body)?.[1] ?? '';
      expect(page.headers['content-security-policy']).toBe(policyOfContract(nonce));
      nonces.push(nonce);
    }
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  it('sends the policy of the desktop shell', () => {
    expect(contentSecurityPolicy('abc=')).toBe(policyOfContract('abc='));
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/../site-neighbour/x.txt',
    '/..\\secret.txt',
    '//etc/passwd',
    '/link.txt',
    '/index.html%00.txt',
    '/%zz',
    '/assets',
    '/missing.js',
    'http://127.0.0.1/secret.txt',
  ])('does not serve %s', async (url) => {
    const { status, body } = await ask(url);
    expect({ status, body }).toEqual({ status: 404, body: '' });
  });

  it('refuses other methods and other names for this machine', async () => {
    expect((await ask('/', { method: 'POST' })).status).toBe(405);
    expect((await ask('/', { headers: { host: 'evil.example' } })).status).toBe(403);
    expect((await ask('/', { headers: { host: `localhost:${port}` } })).status).toBe(200);
  });

  it('answers HEAD without a body and knows what has not changed', async () => {
    const head = await ask('/assets/a.js', { method: 'HEAD' });
    expect([head.status, head.body, head.headers['content-length']]).toEqual([200, '', '1']);
    const again = await ask('/assets/a.js', {
      headers: { 'if-none-match': String(head.headers.etag) },
    });
    expect([again.status, again.body]).toEqual([304, '']);
  });

  it('listens on 127.0.0.1 only, and takes the next free port', async () => {
    expect((server.address() as AddressInfo).address).toBe('127.0.0.1');
    const second = createStaticServer(site);
    try {
      expect(await listen(second, port)).not.toBe(port);
    } finally {
      second.close();
    }
  });

  it('finds no file without a folder', async () => {
    expect(await resolveFile(path.join(folder, 'nowhere'), '/')).toBe(null);
  });
});
