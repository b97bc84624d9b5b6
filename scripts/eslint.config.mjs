import tseslint from 'typescript-eslint';

/** The style that a machine can hold; the layers are held by test/architecture.test.ts. */
export default tseslint.config(
  { ignores: ['dist/**', 'out/**', 'node_modules/**'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      curly: ['error', 'all'],
      eqeqeq: 'error',
      quotes: ['error', 'single', { avoidEscape: false, allowTemplateLiterals: true }],
      semi: ['error', 'always'],
      'max-len': ['error', { code: 120, ignoreStrings: false, ignoreRegExpLiterals: true }],
      'max-params': ['error', 4],
      'no-restricted-syntax': ['error', {
        selector: 'ExportDefaultDeclaration', message: 'No default exports: a thing has one name.',
      }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/require-await': 'off', // an async function turns a throw into a rejection
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: { 'max-lines': ['error', { max: 300, skipBlankLines: true }] },
  },
  {
    // vitest and eslint read their configuration as a default export.
    files: ['**/*.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
