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
      'e2e/astro-*/{app,hosted,quick-start}/**',
      'e2e/nextjs-*/{app,quick-start}/**',
      'e2e/nuxt-*/{app,hosted,quick-start}/**',
      'e2e/react-router-*/{app,worker,quick-start}/**',
      'e2e/tanstack-react-start/{app,quick-start,overlay}/**',
      '**/.astro/**',
      '**/.nuxt/**',
      '**/.output/**',
      '**/.react-router/**',
      'apps/react-router/build/**',
      'apps/remix/build/**',
      'e2e/remix/{app,build,public,quick-start}/**',
      // Written by other tools.
      '**/routeTree.gen.ts',
      'docs/.vitepress/{cache,dist}/**',
      'docs/api/**',
      'packages/nextjs/test/next15/**',
    ],
  },
  js.configs.recommended,
  // The rules that need types are in .oxlintrc.json: oxlint applies them in an eighth of the time.
  ...tseslint.configs.recommended,
  {
    languageOptions: {
      globals: globals.node,
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
      'no-console': 'error',
      eqeqeq: ['error', 'always'],
    },
  },
  {
    files: ['e2e/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'expect',
          property: 'poll',
          message: 'It needs a test that runs alone, and these run side by side: use vi.waitFor.',
        },
      ],
    },
  },
  {
    files: ['packages/nextjs/test/app/**', 'e2e/nextjs/overlay/**'],
    languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
  },
  {
    files: ['scripts/**', 'apps/**', 'e2e/**', '**/cli.ts', '**/bench/**', 'tooling/mutation/**'],
    rules: { 'no-console': 'off' },
  },
);
