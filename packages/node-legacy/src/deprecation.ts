const noted = Symbol.for('@acme/node-legacy.noted');

/** Says once in a process, whichever copies of the package are loaded, that it is for moving on. */
export function noteDeprecation(): void {
  const holder = globalThis as { [noted]?: true };
  if (holder[noted]) return;
  holder[noted] = true;
  process.emitWarning(
    '@acme/node-legacy keeps the names of a retired SDK alive. Move to @acme/express, @acme/fastify or @acme/hono: `npx @acme/upgrade` rewrites most of it.',
    { type: 'DeprecationWarning', code: 'ACME_NODE_LEGACY' },
  );
}
