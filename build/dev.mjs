/** The browser edition from its sources, with hot reload. Usage: node build/dev.mjs */
import path from 'node:path';
import { createServer } from 'vite';
import { targets } from './vite/targets.mjs';

const root = path.resolve(import.meta.dirname, '..');
const renderer = targets(root).find((target) => target.name === 'renderer');
if (!renderer) throw new Error('there is no renderer to serve');
const server = await createServer({
  ...renderer.config,
  logLevel: 'info',
  server: { host: '127.0.0.1', fs: { allow: [root] } },
});
await server.listen();
server.printUrls();
