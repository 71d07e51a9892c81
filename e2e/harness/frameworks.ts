import type { QuickStart } from './quick-start.js';

/** A full-stack framework, and how its quick start is started. */
export interface Framework extends QuickStart {
  readonly name: string;
  /** Status of the redirect to sign-in. */
  readonly redirect: number;
  /** Status for a person who lacks a permission. */
  readonly forbidden: number;
}

const isModule = { 'package.json': '{ "type": "module" }' };

/** The frameworks whose quick start and guide are run: one row each. */
export const frameworks: readonly Framework[] = [
  {
    name: 'Astro',
    page: 'astro',
    beside: 'astro-5',
    files: { 'package.json': '{ "type": "module", "dependencies": { "@acme/astro": "*" } }' },
    command: ['astro/astro.js', 'dev'],
    env: { ASTRO_TELEMETRY_DISABLED: '1' },
    ready: 'ready in',
    redirect: 302,
    forbidden: 403,
  },
  {
    name: 'Next.js',
    page: 'nextjs',
    beside: 'nextjs-16',
    command: ['next/dist/bin/next', 'dev'],
    env: { NEXT_TELEMETRY_DISABLED: '1' },
    ready: 'Ready',
    redirect: 307,
    forbidden: 404,
  },
  {
    name: 'Nuxt',
    page: 'nuxt',
    beside: 'nuxt-4',
    files: isModule,
    command: ['nuxt/bin/nuxt.mjs', 'dev', '--no-fork'],
    env: { NUXT_TELEMETRY_DISABLED: '1' },
    ready: 'Nitro server built',
    redirect: 302,
    forbidden: 403,
  },
  {
    name: 'React Router',
    page: 'react-router',
    beside: 'react-router-7',
    files: {
      'package.json': '{ "type": "module", "dependencies": { "@react-router/node": "*", "isbot": "*" } }',
    },
    command: ['@react-router/dev/bin.js', 'dev'],
    ready: 'Local',
    redirect: 302,
    forbidden: 403,
  },
  {
    name: 'Remix',
    page: 'remix',
    beside: 'remix',
    files: isModule,
    command: ['@remix-run/dev/dist/cli.js', 'vite:dev'],
    ready: 'Local',
    redirect: 302,
    forbidden: 403,
  },
  {
    name: 'TanStack Start',
    page: 'tanstack-react-start',
    beside: 'tanstack-react-start',
    files: { ...isModule, 'tsconfig.json': '{ "compilerOptions": { "jsx": "react-jsx", "module": "ESNext" } }' },
    command: ['vite/bin/vite.js', 'dev', '--strictPort'],
    nodeOf: 'react-router-8',
    ready: 'Local',
    redirect: 302,
    forbidden: 403,
  },
];
