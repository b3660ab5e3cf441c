// Preloaded by electron.mjs: `import 'electron'` in main, and `require('electron')` in Playwright's inspector session,
// both give the stand-in, which STANDIN_MODULE names (built from electron.ts before the tests).
import Module, { register } from 'node:module';
import { pathToFileURL } from 'node:url';

const file = process.env.STANDIN_MODULE;
if (!file) throw new Error('stand-in: STANDIN_MODULE is not set; the end-to-end tests set it');
const url = pathToFileURL(file).href;

register(
  `data:text/javascript,${encodeURIComponent(
    `export const resolve = (specifier, context, next) =>
       specifier === 'electron' ? { url: ${JSON.stringify(url)}, shortCircuit: true } : next(specifier, context);`,
  )}`,
);
const electron = await import(url);
const loader = /** @type {{ _load: (request: string, ...rest: unknown[]) => unknown }} */ (
  /** @type {unknown} */ (Module)
);
const load = loader._load;
loader._load = (/** @type {string} */ request, /** @type {unknown[]} */ ...rest) =>
  request === 'electron' ? electron.default : load.call(Module, request, ...rest);
