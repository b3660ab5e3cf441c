/**
 * Which shell to open, and why not the desktop one.
 *
 * @typedef {{ shell: 'electron', binary: string } | { shell: 'browser', reason: string }} Choice
 *
 * @typedef {object} Surroundings
 * @property {boolean} browser asked for by the user
 * @property {boolean} display
 * @property {() => string | null} binary
 * @property {() => string | null} install fetches Electron's binary; says why it could not, or null
 */

/**
 * @param {Surroundings} surroundings
 * @returns {Choice}
 */
export function chooseShell({ browser, display, binary, install }) {
  if (browser) return { shell: 'browser', reason: 'as asked (--browser)' };
  if (!display) {
    return { shell: 'browser', reason: 'there is no display here for the desktop app' };
  }
  let found = binary();
  if (found) return { shell: 'electron', binary: found };
  const problem = install();
  found = binary();
  if (found) return { shell: 'electron', binary: found };
  return {
    shell: 'browser',
    reason: `Electron is not installed: ${problem ?? 'its binary is missing'}`,
  };
}
