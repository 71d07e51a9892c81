import js from '@eslint/js';
import globals from 'globals';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/coverage/**',
      '**/.turbo/**',
      '**/.next/**',
      '**/node_modules/**',
      // Code as others wrote it.
      'packages/upgrade/test/{vectors,samples,projects,rewritten}/**',
      'e2e/legacy/**',
      // Built from the example app.
      'e2e/nextjs-*/{app,quick-start}/**',
      'e2e/react-router-*/{app,quick-start}/**',
      '**/.react-router/**',
      'apps/react-router/build/**',
      // Written by other tools.
      'docs/.vitepress/{cache,dist}/**',
      'docs/api/**',
      'packages/nextjs/test/next15/**',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      globals: globals.node,
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', '*.ts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', caughtErrors: 'all', ignoreRestSiblings: true },
      ],
      // Express has its types in a global namespace; extending it needs one.
      '@typescript-eslint/no-namespace': ['error', { allowDeclarations: true }],
      // React Router and Remix answer with a response that is thrown.
      '@typescript-eslint/only-throw-error': ['error', { allow: [{ from: 'lib', name: 'Response' }] }],
      'no-console': 'error',
      eqeqeq: ['error', 'always'],
    },
  },
  { files: ['**/*.js', '**/*.mjs', 'docs/.vitepress/*.ts'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['packages/nextjs/test/app/**', 'e2e/nextjs/overlay/**'],
    languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
  },
  {
    files: ['scripts/**', 'apps/**', 'e2e/**', '**/cli.ts', '**/bench/**', 'tooling/mutation/**'],
    rules: { 'no-console': 'off' },
  },
);
