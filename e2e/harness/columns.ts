import type { Framework } from '@acme/emulator';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe } from 'vitest';
import type { LegacyVersion } from './legacy-site.js';

/** One way to run an example app: the app, and the packages that replace the ones it imports. */
export interface Column {
  readonly name: string;
  /** Name of the app's package; or a sample server for the retired SDK, as it was written or after `npx @acme/upgrade`. */
  readonly app: string | { readonly legacy: LegacyVersion; readonly isUpgraded: boolean };
  /** Replacements by the name of the package that the app imports. */
  readonly swaps: Readonly<Record<string, string>>;
  /** Arguments of Node.js that start the app, from its folder. Default: the file `dist/server.js`. */
  readonly start?: readonly string[] | undefined;
  /** The framework whose names the app's variables have. Default: the plain ones. */
  readonly framework?: Framework | undefined;
  /** How the emulator passes sessions on. Default: by a one-time nonce. */
  readonly handshakeFormat?: 'token' | undefined;
  /** The pages load the official client package. */
  readonly hasClientHalf: boolean;
  /** The package is for people only, as the legacy one is: the app has no route for programs and none for webhooks. */
  readonly isForPeopleOnly: boolean;
}

/** An example app's `package.json`. The field `example` makes it part of the browser tests. */
interface ExampleManifest {
  readonly name: string;
  readonly example?: {
    /** Name of each column, with its `swaps`. */
    readonly columns: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly peopleOnly?: boolean;
    readonly start?: readonly string[];
    readonly framework?: Framework;
  };
}

/** A name that the app swaps if its pages load the official client package. */
const clientHalf = '#client';

/** The example apps, and those that are built anew for a version of a framework. */
const parents = [new URL('../../apps/', import.meta.url), new URL('../', import.meta.url)];

function columnsOf(manifestFile: URL): readonly Column[] {
  // Our own file; a wrong one fails the tests.
  const { name: app, example } = JSON.parse(readFileSync(manifestFile, 'utf8')) as ExampleManifest;
  const { columns: swapsByName = {}, peopleOnly: isForPeopleOnly = false, start, framework } = example ?? {};
  return Object.entries(swapsByName).map(([name, swaps]) => {
    // Each loader of a page redeems the nonce there, at the same time, and only the first one gets the session.
    const handshakeFormat = swaps['@acme/remix/ssr.server'] ? 'token' : undefined;
    return { name, app, swaps, start, framework, handshakeFormat, hasClientHalf: clientHalf in swaps, isForPeopleOnly };
  });
}

function appsIn(parent: URL): readonly URL[] {
  const manifests = readdirSync(parent).map((folder) => new URL(`${folder}/package.json`, parent));
  return manifests.filter((file) => existsSync(file)).sort();
}

/** The sample servers for the retired SDK: people sign in and out there, and that is all. */
export const legacyColumns: readonly Column[] = (['v2', 'v4', 'v5'] as const).flatMap((legacy) => [
  {
    name: `a server for SDK ${legacy}, as it was`,
    app: { legacy, isUpgraded: false },
    swaps: {},
    hasClientHalf: false,
    isForPeopleOnly: true,
  },
  {
    name: `a server for SDK ${legacy}, upgraded`,
    app: { legacy, isUpgraded: true },
    swaps: {},
    hasClientHalf: false,
    isForPeopleOnly: true,
  },
]);

/** Every combination the browser tests run on: what the apps list in their `package.json`. */
export const columns: readonly Column[] = parents.flatMap(appsIn).flatMap(columnsOf);

const lanes = 4;

/**
 * Defines the tests of each column. The columns are shared out to four lanes that run at the same time, because a test mostly waits for
 * pages; in a lane one column comes after another, and in a column one test after another.
 */
export function describeColumns(list: readonly Column[], defineTests: (column: Column) => void): void {
  for (let lane = 0; lane < Math.min(lanes, list.length); lane += 1) {
    describe.concurrent(`lane ${lane + 1}`, () => {
      for (const column of list.filter((_, index) => index % lanes === lane))
        describe.sequential(column.name, () => defineTests(column));
    });
  }
}
