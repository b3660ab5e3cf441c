import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Vite plugin: the app's icon beside index.html, and the link to it.
 *
 * @param {string} root the project's folder
 * @returns {import('vite').Plugin}
 */
export function appIcon(root) {
  const file = path.join(root, 'build', 'icons', 'icon.svg');
  return {
    name: 'folioscope:icon',
    transformIndexHtml: () => [
      {
        tag: 'link',
        attrs: { rel: 'icon', type: 'image/svg+xml', href: './icon.svg' },
        injectTo: 'head',
      },
    ],
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'icon.svg', source: readFileSync(file) });
    },
    configureServer(server) {
      server.middlewares.use('/icon.svg', (_request, response) => {
        response.setHeader('content-type', 'image/svg+xml');
        response.end(readFileSync(file));
      });
    },
  };
}
