// Which test runs which block of a page. What no test runs is named here, with the reason. `what-runs-each-block.test.ts` compares this with the
// pages and with the tests.

/** What is known of the blocks of a page that are no commands of a shell. */
export interface PageRuns {
  /** The tests that run them, from the root of the repository. Each names the page, or imports the rows that do. */
  readonly by: readonly string[];
  /** How many of them run. */
  readonly run: number;
  /** How many are parts of an application of a full-stack framework that are compiled, and not run as they are printed. Default: 0. */
  readonly compiled?: number;
  /** The others: a text that one block of the page has, and why nothing runs it. */
  readonly not?: Readonly<Record<string, string>>;
}

/** What is known of the lines of shell that a text occurs in. */
export interface CommandRuns {
  readonly line: RegExp;
  /** The tests that run them. */
  readonly by?: readonly string[];
  /** Why nothing runs them as they are printed. */
  readonly not?: string;
}

const here = (...names: readonly string[]) => names.map((name) => `adapter-tests/test/${name}.test.ts`);
const runs = (run: number, ...names: readonly string[]): PageRuns => ({ by: here(...names), run });
/** A quick start whose fragments are lines of files that the guide prints. */
const quickStart = (run: number): PageRuns => ({
  by: ['e2e/test/quick-start.test.ts', 'e2e/test/framework-guides.test.ts'],
  run,
});
const frameworkGuide = (run: number): PageRuns => ({ by: ['e2e/test/framework-guides.test.ts'], run });
const inClientPackageApps = 'e2e/test/client-package-blocks.test.ts';
const withClientPackage = (page: PageRuns): PageRuns => ({ ...page, by: [...page.by, inClientPackageApps] });
const inWorkerd = 'runtimes/test/worker-guides.test.ts';
const built = 'e2e/test/built-quick-starts.test.ts';
const released = 'release/test/quick-start.test.ts';
const types = 'types, which the compiler checks';

export const pageRuns: Readonly<Record<string, PageRuns>> = {
  'README.md': runs(1, 'first-servers'),
  'docs/concepts/caches-and-revocation.md': runs(2, 'guide-parts', 'guide-programs'),
  'docs/concepts/tokens.md': runs(1, 'guide-programs'),
  'docs/frameworks/astro.md': frameworkGuide(15),
  'docs/frameworks/express.md': runs(12, 'guides'),
  'docs/frameworks/fastify.md': runs(12, 'guides'),
  'docs/frameworks/hono.md': runs(12, 'guides'),
  'docs/frameworks/nextjs.md': frameworkGuide(13),
  'docs/frameworks/nuxt.md': frameworkGuide(15),
  'docs/frameworks/react-router.md': frameworkGuide(15),
  'docs/frameworks/remix.md': frameworkGuide(13),
  'docs/frameworks/tanstack-react-start.md': frameworkGuide(13),
  'docs/guides/cors.md': runs(5, 'integrations'),
  'docs/guides/deployment.md': { by: [...here('integrations'), 'release/test/deployment.test.ts'], run: 6 },
  'docs/guides/dpop.md': runs(4, 'guide-stores', 'guide-programs'),
  'docs/guides/graphql.md': runs(3, 'integrations'),
  'docs/guides/key-store.md': { by: [...here('guide-stores'), inWorkerd], run: 3 },
  'docs/guides/mcp.md': runs(4, 'guide-parts', 'guide-programs'),
  'docs/guides/multi-tenant.md': runs(5, 'guide-parts'),
  'docs/guides/nestjs.md': runs(4, 'integrations'),
  'docs/guides/observability.md': runs(4, 'integrations'),
  'docs/guides/outages.md': runs(4, 'guide-parts', 'guide-programs'),
  'docs/guides/read-cache.md': runs(4, 'guide-stores', 'guide-programs'),
  'docs/guides/refusals.md': {
    by: [...here('guide-parts'), 'e2e/test/framework-guides.test.ts'],
    run: 9,
  },
  'docs/guides/revocation.md': runs(3, 'guide-stores'),
  'docs/guides/scale-out.md': runs(2, 'guide-stores', 'guide-programs'),
  'docs/guides/socket-io.md': runs(2, 'integrations'),
  'docs/guides/test-offline.md': runs(8, 'first-servers', 'integrations'),
  // Of the workflow `uses:` and the two steps that fetch packages and a browser do not run.
  'docs/guides/testing.md': runs(7, 'integrations', 'browser-sample'),
  'docs/guides/trpc.md': runs(4, 'integrations'),
  'docs/guides/webhooks.md': runs(5, 'guide-parts', 'guide-programs'),
  'docs/guides/workers.md': { by: [...here('guide-parts'), inWorkerd], run: 4 },
  'docs/quick-start/astro.md': quickStart(9),
  'docs/quick-start/backend.md': runs(6, 'first-servers', 'quick-start-pages'),
  'docs/quick-start/emulator.md': runs(3, 'first-servers', 'quick-start-pages', 'emulator-commands'),
  'docs/quick-start/express.md': runs(4, 'first-servers', 'quick-start-pages'),
  'docs/quick-start/fastify.md': runs(4, 'first-servers', 'quick-start-pages'),
  'docs/quick-start/hono.md': runs(4, 'first-servers', 'quick-start-pages'),
  'docs/quick-start/nextjs.md': quickStart(10),
  'docs/quick-start/node-legacy.md': {
    ...runs(3, 'first-servers', 'quick-start-pages'),
    not: { 'interface Request extends StrictAuthProp': types },
  },
  'docs/quick-start/nuxt.md': withClientPackage(quickStart(12)),
  'docs/quick-start/react-router.md': quickStart(11),
  'docs/quick-start/remix.md': quickStart(10),
  'docs/quick-start/tanstack-react-start.md': quickStart(10),
  'docs/security.md': runs(2, 'guide-programs'),
  'packages/astro/README.md': {
    by: ['e2e/test/framework-guides.test.ts', 'packages/astro/test/proxy-route.test.ts'],
    run: 12,
  },
  'packages/backend/README.md': {
    by: [released, ...here('quick-start-pages')],
    run: 4,
    not: { 'interface ClerkAuthorization': types },
  },
  'packages/emulator/README.md': {
    by: [released, ...here('browser-sample', 'guide-programs', 'emulator-commands'), inClientPackageApps],
    run: 7,
  },
  'packages/express/README.md': { by: [released], run: 1 },
  'packages/fastify/README.md': { by: [released], run: 1 },
  'packages/hono/README.md': { by: [released], run: 1 },
  'packages/nextjs/README.md': frameworkGuide(2),
  'packages/node-legacy/README.md': {
    by: [released],
    run: 1,
    not: { 'interface Request extends StrictAuthProp': types },
  },
  'packages/nuxt/README.md': withClientPackage(frameworkGuide(10)),
  'packages/react-router/README.md': withClientPackage(frameworkGuide(12)),
  'packages/remix/README.md': frameworkGuide(5),
  'packages/tanstack-react-start/README.md': frameworkGuide(7),
};

/** The first that matches a line counts. */
export const commandRuns: readonly CommandRuns[] = [
  { line: /^npx @acme\/emulator\b/, by: here('emulator-commands') },
  { line: /^npx @acme\/upgrade\b/, by: ['packages/upgrade/test/cli.test.ts', released] },
  { line: /^node --test$/, by: here('guides') },
  {
    line: /^npm install --save-dev @clerk\/clerk-js @clerk\/ui$/,
    not: 'registries get the newest official components, and what these depend on, at different times',
  },
  // Those of READMEs of servers install the packages. For the others npm looks up every name, version and peer dependency, as it does before it
  // fetches packages; `install-commands.test.ts` sets it to write the lockfile alone.
  {
    line: /^npm (?:install|uninstall) /,
    by: [released, 'release/test/package-managers.test.ts', 'release/test/install-commands.test.ts'],
  },
  // Those of the quick starts of full-stack frameworks run; that of a server is the first of them.
  { line: /^npm (?:init -y|pkg set type=module)$/, by: [built] },
  { line: /^npm (?:start|test)$/, not: 'they are about this repository: `npm test` is what runs the tests' },
  {
    line: /^(?:docker|fly) /,
    not: 'they need Docker and an account; the Dockerfile and `fly.toml` are followed without',
  },
  // They run with the keys of the emulator, and with free ports.
  {
    line: /^(?:export CLERK_|(?:PORT=3000 )?node dist\/(?:server|client)\.js\b)/,
    by: ['e2e/test/example-commands.test.ts'],
  },
  // Those of the quick starts run. The READMEs of examples for Next.js, Remix and TanStack Start print the same, and `e2e` has its own copies
  // of the examples.
  {
    line: /^(?:npx (?:(?:next|nuxt|astro|vite|react-router) build|remix vite:build|next start|remix-serve|react-router-serve|srvx)\b|node (?:\.output\/server\/index|dist\/server\/entry)\.mjs$)/,
    by: [built],
  },
  {
    line: /^(?:npx (?:nuxt|astro) dev$|node --env-file=\.env node_modules\/)/,
    not: 'servers of examples; `e2e` has copies of these, and starts those of the quick starts with a port of their own',
  },
  { line: /^node --env-file=\.env server\.mjs$/, by: here('emulator-commands') },
];
