import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Folders that are the lab's data: the model kernel and the scenarios. */
const FOLDERS = ['kernel', 'scenarios'];

/** Text files by what they are; anything else in these folders (a picture, an editor's backup) stays out. */
const SHIPPED = /\.(c|h|ya?ml|patch|diff|eml|txt|md)$/;

/**
 * The model kernel and the scenarios as one object, path (with `/`, from the project's root) → text.
 *
 * @param {string} root the project's folder
 * @returns {Record<string, string>} in the order of the paths, so that two builds give the same file
 */
export function collectLabFiles(root) {
  /** @type {string[]} */
  const paths = [];
  for (const folder of FOLDERS) {
    for (const entry of readdirSync(path.join(root, folder), {
      withFileTypes: true,
      recursive: true,
    })) {
      if (!entry.isFile() || !SHIPPED.test(entry.name)) continue;
      const file = path.relative(root, path.join(entry.parentPath, entry.name));
      paths.push(file.split(path.sep).join('/'));
    }
  }
  paths.sort();
  return Object.fromEntries(
    paths.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]),
  );
}

/**
 * Vite plugin: `lab-files.json` beside the renderer's index.html, built or served.
 *
 * @param {string} root the project's folder
 * @returns {import('vite').Plugin}
 */
export function labFiles(root) {
  return {
    name: 'folioscope:lab-files',
    generateBundle() {
      this.emitFile({
        type: 'asset',
        fileName: 'lab-files.json',
        source: JSON.stringify(collectLabFiles(root)),
      });
    },
    configureServer(server) {
      server.middlewares.use('/lab-files.json', (_request, response) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(collectLabFiles(root)));
      });
    },
  };
}
