import type { Emulator } from '@acme/emulator';
import { bearer, pageHeaders } from 'testing';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  documentedSamples,
  type DocumentedFramework,
  type Row,
  type SamplesFor,
  type Shows,
  type StartSample,
} from './documented-samples.js';
import { useEmulator } from './use-emulator.js';

type Visit = (headers?: Readonly<Record<string, string>>) => Promise<{
  readonly status: number;
  readonly location: string | null;
  readonly text: string;
}>;

interface Person {
  readonly userId: string;
  readonly sessionId: string;
  readonly token: string;
}

/** A browser that is signed out: it has been here, and has no session. */
const signedOut = { ...pageHeaders, cookie: '__clerk_db_jwt=dvb_1' } as const;

const has = (text: string) => expect.stringContaining(text) as unknown;

async function expectUser(visit: Visit, { token }: Person): Promise<void> {
  const { status, text } = await visit(bearer(token));
  expect([status, text]).toEqual([200, has('ada@example.com')]);
}

const expectations: Readonly<Record<Shows, (visit: Visit, person: Person, emulator: Emulator) => Promise<void>>> = {
  users: async (visit, _person, { users }) => {
    const { status, text } = await visit();
    for (const { emailAddress } of users) expect([status, text]).toEqual([200, has(emailAddress)]);
  },
  sessions: async (visit, { sessionId }) => {
    const { status, text } = await visit();
    expect([status, text]).toEqual([200, has(sessionId)]);
  },
  error: async (visit) => {
    const { text } = await visit();
    expect(JSON.parse(text)).toMatchObject({ name: 'ClerkAPIResponseError', status: 404 });
  },
  userId: async (visit, { userId, token }) => {
    const person = await visit(bearer(token));
    expect([person.status, person.text]).toEqual([200, has(userId)]);
    const stranger = await visit();
    expect([stranger.status, stranger.text]).toEqual([200, expect.not.stringContaining('user_')]);
  },
  'user, or null': async (visit, person) => {
    await expectUser(visit, person);
    const { status, text } = await visit();
    expect([status, text]).toEqual([200, 'null']);
  },
  'user, or 401': async (visit, person) => {
    await expectUser(visit, person);
    expect((await visit()).status).toBe(401);
  },
  'user, or sign-in': async (visit, person) => {
    await expectUser(visit, person);
    const { status, location } = await visit(signedOut);
    expect([status, location]).toEqual([expect.toBeOneOf([302, 307]), has('/sign-in?redirect_url=')]);
  },
};

/**
 * Runs every sample of the documentation for a framework in its server, against the emulator.
 * @param ways - the ways to have the package (ES module, CommonJS) or the framework (its versions), by name
 * @param samplesFor - the samples with one of them; called once the emulator listens
 */
export function describeSamples<F extends DocumentedFramework, Way>(
  framework: F,
  ways: Readonly<Record<string, Way>>,
  samplesFor: (way: Way, emulator: Emulator) => SamplesFor<F> | Promise<SamplesFor<F>>,
): void {
  describe(`the samples for ${framework}`, () => {
    // One for all ways: the client of a package is created once in a process.
    let emulator: Emulator;
    useEmulator((started) => (emulator = started));

    describe.each(Object.entries(ways))('%s', (_, way) => {
      let samples: Readonly<Record<string, Readonly<Record<string, StartSample>>>>;
      beforeAll(async () => {
        samples = await samplesFor(way, emulator);
      });

      it.each(rowsOf(framework))('%s', async (_title, { page, sample, shows, method }) => {
        const start = samples[page]?.[sample];
        if (!start) throw new Error('The sample is missing.');
        const url = await start();
        const visit: Visit = async (headers = {}) => {
          const answer = await fetch(url, { method, redirect: 'manual', headers });
          return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() };
        };
        await expectations[shows](visit, await emulator.signIn('ada@example.com'), emulator);
      });
    });
  });
}

const rowsOf = (framework: DocumentedFramework) =>
  documentedSamples
    .filter((row) => row[2] === framework)
    .map(
      ([page, sample, , shows, method]: Row) =>
        [`${page}: ${sample}`, { page, sample, shows, method: method ?? 'GET' }] as const,
    );
