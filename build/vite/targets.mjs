import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import vue from '@vitejs/plugin-vue';
import { appIcon } from './icon.mjs';
import { labFiles } from './lab-files.mjs';
import { labPrepared } from './lab-prepared.mjs';
import { labKit } from './lab-kit.mjs';

/**
 * One thing to build: where it starts, and how.
 *
 * @typedef {object} Target
 * @property {string} name
 * @property {string} entry from the project's root
 * @property {import('vite').InlineConfig} config
 */

/**
 * Everything that lands in `dist/`.
 *
 * @param {string} root the project's folder
 * @returns {Target[]}
 */
export function targets(root) {
  /** @type {{ version: string }} */
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const at = (/** @type {string[]} */ ...parts) => path.join(root, ...parts);
  /** @type {import('vite').InlineConfig} */
  const common = {
    configFile: false,
    logLevel: 'warn',
    root,
    define: { __FOLIOSCOPE_VERSION__: JSON.stringify(version) },
  };

  /** @type {Target[]} */
  const all = [
    {
      name: 'renderer',
      entry: 'renderer/index.html',
      config: {
        ...common,
        root: at('renderer'),
        // Relative, so that the same files work under app://, in a sub-folder of a site and from a test server.
        base: './',
        publicDir: existsSync(at('renderer', 'public')) ? 'public' : false,
        // The server replaces it by a fresh nonce in every response (contract/csp.ts).
        html: { cspNonce: 'folioscope-nonce' },
        plugins: [vue(), labFiles(root), labPrepared(root), labKit(), appIcon(root)],
        worker: { format: 'es' },
        build: {
          outDir: at('dist', 'renderer'),
          emptyOutDir: true,
          target: 'es2023',
          // The CSP allows no data: scripts or fonts; a file is a file.
          assetsInlineLimit: 0,
          modulePreload: { polyfill: false },
          // A slow machine is no defect of the build.
          rolldownOptions: {
            checks: { pluginTimings: false },
            // One script: an exported file carries it whole (lab-kit.mjs).
            output: { codeSplitting: false },
          },
          chunkSizeWarningLimit: 4096,
        },
      },
    },
    {
      name: 'main',
      entry: 'electron/main/main.ts',
      config: {
        ...common,
        ssr: { noExternal: true, external: ['electron'] },
        build: {
          ssr: at('electron', 'main', 'main.ts'),
          outDir: at('dist', 'electron'),
          emptyOutDir: false,
          target: 'node22',
          minify: false,
          rolldownOptions: {
            external: ['electron'],
            output: { format: 'es', entryFileNames: 'main.js', codeSplitting: false },
          },
        },
      },
    },
    {
      name: 'preload',
      entry: 'electron/preload/preload.ts',
      config: {
        ...common,
        build: {
          // A sandboxed preload is one CommonJS file.
          lib: { entry: at('electron', 'preload', 'preload.ts'), formats: ['cjs'] },
          outDir: at('dist', 'electron'),
          emptyOutDir: false,
          target: 'node22',
          minify: false,
          rolldownOptions: {
            external: ['electron'],
            output: { entryFileNames: 'preload.cjs', codeSplitting: false },
          },
        },
      },
    },
    {
      name: 'cli',
      entry: 'cli/main.ts',
      config: {
        ...common,
        ssr: { noExternal: true },
        build: {
          ssr: at('cli', 'main.ts'),
          outDir: at('dist', 'cli'),
          emptyOutDir: true,
          target: 'node20',
          minify: false,
          rolldownOptions: {
            output: { format: 'es', entryFileNames: 'folioscope.js', codeSplitting: false },
          },
        },
      },
    },
  ];
  return all.filter((target) => existsSync(at(target.entry)));
}
