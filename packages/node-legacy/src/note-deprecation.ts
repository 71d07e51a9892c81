const noted = Symbol.for('@acme/node-legacy.noted');

/** Prints the deprecation warning once per process, however many copies of the package are loaded. */
export function noteDeprecation(): void {
  const holder = globalThis as { [noted]?: true };
  if (holder[noted]) return;
  holder[noted] = true;
  process.emitWarning(
    '@acme/node-legacy provides the names of a retired SDK. Move to @acme/express, @acme/fastify or @acme/hono: `npx @acme/upgrade` rewrites most of it.',
    { type: 'DeprecationWarning', code: 'ACME_NODE_LEGACY' },
  );
}
