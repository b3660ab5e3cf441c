import { defineConfig, globalIgnores } from 'eslint/config';
import prettier from 'eslint-config-prettier';
import vue from 'eslint-plugin-vue';
import tseslint from 'typescript-eslint';

const tests = ['**/*.test.ts', '**/testing/**', 'e2e/**'];

export default defineConfig(
  globalIgnores(['dist', 'release', 'test-results', 'playwright-report', 'coverage', 'fixtures']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  ...tseslint.configs.recommendedTypeChecked,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.ts', '**/*.vue'],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.vue'],
        parser: tseslint.parser,
      },
    },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allowNullish: false },
      ],
      // A promise-returning callback is fine where nobody looks at what it returns.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      // `array[i]!` tells the reader that the index is in range, whatever the compiler assumes.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      // Implementations of asynchronous interfaces need not await anything.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    // The type checker knows every name, the browser's globals too.
    files: ['**/*.ts', '**/*.vue'],
    rules: { 'no-undef': 'off', 'vue/multi-word-component-names': 'off' },
  },
  {
    // Deterministic: no clock and no randomness inside the engine.
    files: ['core/**/*.ts'],
    ignores: tests,
    rules: {
      'no-restricted-globals': ['error', 'Date', 'performance', 'setTimeout', 'setInterval'],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }],
      'no-console': 'error',
    },
  },
  {
    files: tests,
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  // Plain Node scripts; the type checker reads them (checkJs), the typed lint rules do not.
  { files: ['**/*.mjs', '**/*.js', '**/*.cjs'], extends: [tseslint.configs.disableTypeChecked] },
  prettier,
);
