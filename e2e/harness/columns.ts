import { describe } from 'vitest';
import type { LegacyVersion } from './legacy-site.js';

/** One way to run an example app: which app, and what takes the place of the packages it imports. */
export interface Column {
  readonly name: string;
  /** Name of the app's package; or a sample server for the retired SDK, as it was written or after `npx @acme/upgrade`. */
  readonly app:
    | 'example-express'
    | 'example-fastify'
    | 'example-hono'
    | 'example-node-legacy'
    | 'example-cloudflare-worker'
    | { readonly legacy: LegacyVersion; readonly isUpgraded: boolean };
  /** Packages the app imports, with those that take their place. */
  readonly swaps: Readonly<Record<string, string>>;
  /** The package is for people only, as the legacy one is: the app has no route for programs and none for webhooks. */
  readonly isForPeopleOnly?: true;
}

const onExpress = (middleware: '@acme/express' | '@clerk/express', version: 4 | 5): Column => ({
  name: `${middleware} on Express ${version}`,
  app: 'example-express',
  swaps: {
    '@acme/express': middleware,
    '@acme/express/webhooks': `${middleware}/webhooks`,
    express: version === 4 ? 'express4' : 'express',
  },
});

/** The sample servers for the retired SDK: people sign in and out there, and that is all. */
export const legacyColumns: readonly Column[] = (['v2', 'v4', 'v5'] as const).flatMap((legacy) => [
  { name: `a server for SDK ${legacy}, as it was`, app: { legacy, isUpgraded: false }, swaps: {} },
  { name: `a server for SDK ${legacy}, upgraded`, app: { legacy, isUpgraded: true }, swaps: {} },
]);

/** Every combination the browser tests run on. */
export const columns: readonly Column[] = [
  onExpress('@acme/express', 5),
  onExpress('@acme/express', 4),
  onExpress('@clerk/express', 5),
  onExpress('@clerk/express', 4),
  { name: '@acme/fastify', app: 'example-fastify', swaps: {} },
  { name: '@acme/hono', app: 'example-hono', swaps: {} },
  { name: '@acme/hono in workerd', app: 'example-cloudflare-worker', swaps: {} },
  { name: '@acme/node-legacy', app: 'example-node-legacy', swaps: {}, isForPeopleOnly: true },
];

const lanes = 4;

/**
 * Defines the tests of each column. The columns are shared out to four lanes that run at the same time, because a test mostly waits for
 * pages; in a lane one column comes after another, and in a column one test after another.
 */
export function describeColumns(list: readonly Column[], defineTests: (column: Column) => void): void {
  for (let lane = 0; lane < lanes; lane += 1) {
    describe.concurrent(`lane ${lane + 1}`, () => {
      for (const column of list.filter((_, index) => index % lanes === lane))
        describe.sequential(column.name, () => defineTests(column));
    });
  }
}
