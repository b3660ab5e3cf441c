import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  globalSetup: './e2e/support/global-setup.ts',
  // Generous: what a test waits for is told by the test, and a slow machine is no failure.
  timeout: 180_000,
  expect: { timeout: 45_000 },
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  projects: [
    { name: 'browser', testMatch: 'browser/**/*.spec.ts' },
    { name: 'shell', testMatch: 'shell/**/*.spec.ts' },
    { name: 'package', testMatch: 'package/**/*.spec.ts' },
  ],
});
