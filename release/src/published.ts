/** The packages that every test installs, without their scope: all that are published but those for full-stack frameworks. */
export const packages = ['backend', 'express', 'fastify', 'hono', 'node-legacy', 'emulator', 'upgrade'];

/** The names that npm knows them by. */
export const scoped = (list: readonly string[]): readonly string[] => list.map((name) => `@acme/${name}`);

/** The package for Next.js with what its users have. It is large, so it is installed once, with npm. */
export const forNext: readonly string[] = [...scoped(['nextjs']), 'next@16', 'react@19', 'react-dom@19'];

/** The packages for other frameworks on React, with the part of the framework that they import. */
export const forReact: readonly string[] = [
  ...scoped(['react-router', 'remix']),
  'react-router@7',
  '@remix-run/server-runtime@2',
];

/** The packages for TanStack Start, Astro and Nuxt. These frameworks come with a bundler and a compiler, so they are not installed with them. */
export const forStart: readonly string[] = scoped(['tanstack-react-start', 'astro', 'nuxt']);

/** These packages, with the frameworks that their users have. */
export const everything: readonly string[] = [...scoped(packages), 'express@5', 'fastify@5', 'hono@4'];

/** The compilers that applications are compiled with, each installed under an alias. Hono's own types need 5.7 or newer. */
export const compilers = [
  { alias: 'typescript-oldest', range: '5.7' },
  { alias: 'typescript-usual', range: '5.9' },
  { alias: 'typescript-newest', range: '7.0' },
];
