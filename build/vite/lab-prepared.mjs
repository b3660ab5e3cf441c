import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { collectLabFiles } from './lab-files.mjs';

/**
 * Runs the engine on the lab's files: what need not be made at the lab's start, by key.
 *
 * @param {string} root the project's folder
 * @returns {Promise<Map<string, Uint8Array>>}
 */
async function runPrepare(root) {
  // Inside the project, where Node finds its packages.
  const outDir = mkdtempSync(path.join(root, 'node_modules', '.folioscope-prepare-'));
  try {
    await build({
      configFile: false,
      logLevel: 'warn',
      root,
      build: {
        ssr: path.join(root, 'build', 'prepare', 'prepared.ts'),
        outDir,
        emptyOutDir: false,
        target: 'node20',
        minify: false,
        rolldownOptions: {
          checks: { pluginTimings: false },
          output: { format: 'es', entryFileNames: 'prepared.js', codeSplitting: false },
        },
      },
    });
    /** @type {typeof import('../prepare/prepared.ts')} */
    const { prepare } = await import(pathToFileURL(path.join(outDir, 'prepared.js')).href);
    return prepare(collectLabFiles(root));
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

/**
 * Vite plugin: files beside the workers' scripts with what the build has made beforehand, and their
 * names by key in the code (renderer/worker/prepared.ts). The names tell the content, so that a script
 * never gets the file of another build.
 *
 * @param {string} root the project's folder
 * @returns {import('vite').Plugin}
 */
export function labPrepared(root) {
  /** @type {{ key: string, name: string, bytes: Uint8Array }[]} */
  let files = [];
  return {
    name: 'folioscope:prepared',
    apply: 'build',
    async config() {
      files = [...(await runPrepare(root))].map(([key, bytes]) => {
        const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
        return { key, name: `prepared-${digest}.bin`, bytes };
      });
      const names = Object.fromEntries(files.map(({ key, name }) => [key, name]));
      return { define: { __FOLIOSCOPE_PREPARED__: JSON.stringify(names) } };
    },
    generateBundle() {
      for (const { name, bytes } of files) {
        this.emitFile({ type: 'asset', fileName: `assets/${name}`, source: bytes });
      }
    },
  };
}
