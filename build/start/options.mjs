/**
 * What `npm start -- …` takes.
 *
 * @typedef {object} Options
 * @property {boolean} browser serve the browser edition even where Electron could run
 * @property {number} port for the browser edition; 0 is any
 * @property {boolean} help
 */

export const USAGE = `npm start [-- --browser] [-- --port N]
  --browser  serve the browser edition instead of opening the desktop app
  --port N   where the browser edition is served (4173, or the next free port; 0 is any)`;

/**
 * @param {string[]} args
 * @returns {Options}
 * @throws {Error} naming the argument that is not understood
 */
export function parseOptions(args) {
  /** @type {Options} */
  const options = { browser: false, port: 4173, help: false };
  for (let i = 0; i < args.length; i++) {
    const [name, inline] = args[i].split('=', 2);
    if (name === '--browser' && inline === undefined) options.browser = true;
    else if ((name === '--help' || name === '-h') && inline === undefined) options.help = true;
    else if (name === '--port') {
      const text = inline ?? args[++i] ?? '';
      options.port = /^\d+$/.test(text) ? Number(text) : NaN;
      if (!(options.port <= 65535)) {
        throw new Error(`--port wants a number from 0 to 65535, not '${text}'`);
      }
    } else throw new Error(`unknown argument '${args[i]}'`);
  }
  return options;
}
