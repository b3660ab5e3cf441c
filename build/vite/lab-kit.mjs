/** The workers by the names that the lab calls them by. */
const WORKERS = ['record', 'analysis'];

/**
 * Vite plugin: `kit.json` beside index.html says which files the lab consists of, for the export that
 * puts them into one file: paths of its script, its styles and its workers.
 *
 * @returns {import('vite').Plugin}
 */
export function labKit() {
  return {
    name: 'folioscope:lab-kit',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const files = Object.keys(bundle);
        /** @param {RegExp} pattern @param {string} what */
        const only = (pattern, what) => {
          const found = files.filter((file) => pattern.test(file));
          if (found.length !== 1) {
            this.error(`the export into one file needs one ${what}, not ${found.length}: ${found}`);
          }
          return found[0];
        };
        const kit = {
          code: only(/^assets\/index-[^/]*\.js$/, 'script'),
          style: only(/\.css$/, 'style sheet'),
          workers: Object.fromEntries(
            WORKERS.map((name) => [
              name,
              only(new RegExp(`^assets/${name}\\.worker-[^/]*\\.js$`), `${name} worker`),
            ]),
          ),
        };
        this.emitFile({ type: 'asset', fileName: 'kit.json', source: JSON.stringify(kit) });
      },
    },
  };
}
