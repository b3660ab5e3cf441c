import { readFileSync } from 'node:fs';

/**
 * @typedef {{ passed: number, failed: number }} Counts
 */

/** A check without tests of its own: it counts as one. @param {number} code @returns {Counts} */
export function countCheck(code) {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * Vitest's JSON report. A file that could not be loaded has no tests and counts as one failure.
 *
 * @param {string} file
 * @param {number} code
 * @returns {Counts}
 */
export function countVitest(file, code) {
  const report = readJson(file);
  if (!report) return { passed: 0, failed: 1 };
  const passed = report.numPassedTests ?? 0;
  let failed = report.numFailedTests ?? 0;
  for (const { status, assertionResults = [] } of report.testResults ?? []) {
    const blamed = assertionResults.some(
      (/** @type {{ status: string }} */ test) => test.status === 'failed',
    );
    if (status === 'failed' && !blamed) failed++;
  }
  return settle(passed, failed, code);
}

/**
 * Playwright's JSON report. A flaky test is a failed one: it does not always pass.
 *
 * @param {string} file
 * @param {number} code
 * @returns {Counts}
 */
export function countPlaywright(file, code) {
  const report = readJson(file);
  if (!report?.stats) return { passed: 0, failed: 1 };
  const { expected = 0, unexpected = 0, flaky = 0 } = report.stats;
  return settle(expected, unexpected + flaky, code);
}

/**
 * An exit code that no test explains (a crash, an error between tests) is a failure too, and so is a run of nothing.
 *
 * @param {number} passed
 * @param {number} failed
 * @param {number} code
 * @returns {Counts}
 */
function settle(passed, failed, code) {
  const unexplained = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: unexplained ? 1 : failed };
}

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null; // the runner died before it wrote the report
  }
}
