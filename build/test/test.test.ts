import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { countCheck, countPlaywright, countVitest } from './counts.mjs';
import { runStage } from './run-stage.mjs';
import { stages, type Stage } from './stages.mjs';
import { findChromium } from './system.mjs';

const folder = mkdtempSync(path.join(os.tmpdir(), 'folioscope-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

let written = 0;
function report(value: unknown): string {
  const file = path.join(folder, `${++written}.json`);
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  return file;
}

describe('counting', () => {
  it('counts a check as one', () => {
    expect(countCheck(0)).toEqual({ passed: 1, failed: 0 });
    expect(countCheck(2)).toEqual({ passed: 0, failed: 1 });
  });

  it('takes the numbers of the unit tests', () => {
    const file = report({ numPassedTests: 7, numFailedTests: 0, testResults: [] });
    expect(countVitest(file, 0)).toEqual({ passed: 7, failed: 0 });
  });

  it('counts a file that does not load, beside one whose test fails', () => {
    const file = report({
      numPassedTests: 3,
      numFailedTests: 1,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
        { status: 'passed', assertionResults: [{ status: 'passed' }] },
      ],
    });
    expect(countVitest(file, 1)).toEqual({ passed: 3, failed: 2 });
  });

  it('takes the numbers of the end-to-end tests; flaky is failed', () => {
    const file = report({ stats: { expected: 5, unexpected: 1, flaky: 2, skipped: 3 } });
    expect(countPlaywright(file, 1)).toEqual({ passed: 5, failed: 3 });
  });

  it.each([
    ['no report', 'missing', 0],
    ['half a report', report('{"numPassed'), 0],
  ])('fails on %s', (_what, file, code) => {
    expect(countVitest(file, code)).toEqual({ passed: 0, failed: 1 });
    expect(countPlaywright(file, code)).toEqual({ passed: 0, failed: 1 });
  });

  it('fails on a crash that no test explains, and on a run of nothing', () => {
    const good = report({ numPassedTests: 7, numFailedTests: 0, testResults: [] });
    expect(countVitest(good, 1)).toEqual({ passed: 7, failed: 1 });
    const nothing = report({ stats: { expected: 0, unexpected: 0, flaky: 0 } });
    expect(countPlaywright(nothing, 0)).toEqual({ passed: 0, failed: 1 });
  });
});

describe('running a stage', () => {
  const stage = (script: string, changes: Partial<Stage> = {}): Stage => ({
    name: 'x',
    command: process.execPath,
    args: ['-e', script],
    loud: false,
    minutes: 1,
    count: countCheck,
    ...changes,
  });

  it('keeps what a quiet one says', async () => {
    const script = 'console.log("a"); console.error("b"); process.exitCode = 3';
    const result = await runStage(stage(script), folder);
    expect(result).toMatchObject({ passed: 0, failed: 1 });
    expect(result.output.split('\n').sort()).toEqual(['', 'a', 'b']);
  });

  it.each([
    ['a crash', stage('process.kill(process.pid, "SIGSEGV")'), /SIGSEGV/],
    ['a hang', stage('setInterval(() => {}, 1000)', { minutes: 0.005 }), /SIGKILL/],
    ['a program that is not there', stage('', { command: '/nowhere/x' }), /ENOENT/],
  ])('counts %s as failed', async (_what, broken, words) => {
    const { failed, output } = await runStage(broken, folder);
    expect(failed).toBe(1);
    expect(output).toMatch(words);
  });

  it('does not take the report of the last run for that of this one', async () => {
    const file = report({ numPassedTests: 7, numFailedTests: 0, testResults: [] });
    const crashing = stage('process.exit(1)', {
      report: file,
      count: (code) => countVitest(file, code),
    });
    expect(await runStage(crashing, folder)).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe('the stages', () => {
  it('put the end-to-end tests under Xvfb only when asked', () => {
    const last = (virtual: boolean) => stages('/p', virtual).at(-1);
    expect(last(false)?.command).toBe(process.execPath);
    expect(last(true)).toMatchObject({ name: 'e2e', command: 'xvfb-run' });
  });

  it('use the browser that the environment names', () => {
    const own = report('');
    expect(findChromium({ FOLIOSCOPE_CHROMIUM: own })).toBe(own);
    expect(findChromium({ FOLIOSCOPE_CHROMIUM: '/nowhere/chromium' })).toBe(null);
  });
});
