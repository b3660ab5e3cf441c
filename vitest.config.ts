import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

// Vitest's summary of failures calls Map.groupBy, which Node has from 21 on; without it a failing test crashes the
// reporter before it has said what failed.
if (!('groupBy' in Map)) {
  Object.defineProperty(Map, 'groupBy', {
    value: <T, K>(items: Iterable<T>, keyOf: (item: T, index: number) => K): Map<K, T[]> => {
      const groups = new Map<K, T[]>();
      let index = 0;
      for (const item of items) {
        const key = keyOf(item, index++);
        const group = groups.get(key);
        if (group) group.push(item);
        else groups.set(key, [item]);
      }
      return groups;
    },
  });
}

const everywhere = ['**/node_modules/**', 'dist/**', 'release/**'];

export default defineConfig({
  plugins: [vue()],
  define: { __FOLIOSCOPE_VERSION__: JSON.stringify('0.0.0-test') },
  test: {
    // Some tests boot several kernels; a slow or busy machine is no failure.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          environment: 'node',
          include: ['{core,kernel,scenarios,fixtures}/**/*.test.ts'],
          exclude: everywhere,
        },
      },
      {
        extends: true,
        test: {
          name: 'cli',
          environment: 'node',
          include: ['cli/**/*.test.ts'],
          exclude: everywhere,
        },
      },
      {
        extends: true,
        test: {
          name: 'shell',
          environment: 'node',
          include: ['{build,contract,electron,e2e}/**/*.test.ts'],
          exclude: everywhere,
        },
      },
      {
        extends: true,
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          include: ['renderer/**/*.test.ts'],
          exclude: everywhere,
        },
      },
    ],
  },
});
