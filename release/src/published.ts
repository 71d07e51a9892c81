/** Every package that is published, without its scope. */
export const packages = ['backend', 'express', 'fastify', 'hono', 'node-legacy', 'emulator', 'upgrade'];

/** The names that npm knows them by. */
export const scoped = (list: readonly string[]): readonly string[] => list.map((name) => `@acme/${name}`);

/** Every package that is published, with the frameworks that their users have. */
export const everything: readonly string[] = [...scoped(packages), 'express@5', 'fastify@5', 'hono@4'];

/** The compilers that applications are compiled with, each installed under an alias. Hono's own types need 5.7 or newer. */
export const compilers = [
  { alias: 'typescript-oldest', range: '5.7' },
  { alias: 'typescript-usual', range: '5.9' },
  { alias: 'typescript-newest', range: '7.0' },
];
