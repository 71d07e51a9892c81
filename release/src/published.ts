/** The packages that every test installs, without their scope: all that are published but the one for Next.js. */
export const packages = ['backend', 'express', 'fastify', 'hono', 'node-legacy', 'emulator', 'upgrade'];

/** The names that npm knows them by. */
export const scoped = (list: readonly string[]): readonly string[] => list.map((name) => `@acme/${name}`);

/** The package for Next.js with what its users have. It is large, so it is installed once, with npm. */
export const forNext: readonly string[] = [...scoped(['nextjs']), 'next@16', 'react@19', 'react-dom@19'];

/** These packages, with the frameworks that their users have. */
export const everything: readonly string[] = [...scoped(packages), 'express@5', 'fastify@5', 'hono@4'];

/** The compilers that applications are compiled with, each installed under an alias. Hono's own types need 5.7 or newer. */
export const compilers = [
  { alias: 'typescript-oldest', range: '5.7' },
  { alias: 'typescript-usual', range: '5.9' },
  { alias: 'typescript-newest', range: '7.0' },
];
