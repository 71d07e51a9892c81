import { once } from 'node:events';
import { Agent, get, type IncomingMessage, type RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import { pageHeaders, startServer, withEnvironment } from 'testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everySequence, setsByOption, type OptionSet } from '../../../packages/backend/test/remembered/option-sets.js';
import { startTwoKeyService, type TwoKeyService } from '../../../packages/backend/test/remembered/two-key-service.js';

const require = createRequire(import.meta.url);

/** Forgets the packages, so that the next one is loaded as in a new process, with everything it depends on. */
function forgetPackages(): void {
  for (const path of Object.keys(require.cache)) {
    if (/[\\/]packages[\\/][\w-]+[\\/]dist[\\/]/.test(path)) Reflect.deleteProperty(require.cache, path);
  }
}

/** Options, or a function that returns them for each request. */
export type Given = object | (() => object);

/** Makes a server with a middleware; throws what is wrong with its options. */
export type Mount = (options: Given) => RequestListener | Promise<RequestListener>;

/** An error as the servers answer it. */
export const describeError = (error: unknown) => ({
  code: (error as { code?: string }).code,
  name: (error as Error).name,
});

let service: TwoKeyService;
let url: string;
let current: RequestListener;
let headers: readonly Record<string, string>[];

beforeAll(async () => {
  service = await startTwoKeyService();
  ({ url } = await startServer((request, response) => current(request, response)));
  const now = Math.floor(Date.now() / 1000);
  const bearer = async (...claims: Parameters<TwoKeyService['sign']>) => ({
    authorization: `Bearer ${await service.sign(...claims)}`,
  });
  headers = [
    await bearer(),
    await bearer({
      azp: 'https://two.example',
      aud: 'https://two.example',
      iss: 'https://clerk.two.example',
      exp: now - 20,
    }),
    await bearer({ aud: 'https://one.example' }, 'one+jwt'),
    { authorization: 'Bearer ak_1' },
    {
      cookie: '__client_uat=1',
      ...pageHeaders,
      'x-forwarded-host': 'one.example',
    },
  ];
  withEnvironment({}, { without: 'CLERK_' });
});
afterAll(async () => {
  agent.destroy();
  await service.close();
});

const base = () => ({
  secretKey: 'sk_live_base',
  apiUrl: `${service.url}/base`,
  publishableKey: `pk_live_${btoa('clerk.one.example$')}`,
});

const agent = new Agent({ keepAlive: true });

/** Sends a request with the least effort: there are many thousand. */
async function ask(each: Record<string, string>): Promise<{ readonly answer: IncomingMessage; readonly text: string }> {
  const [answer] = (await once(get(`${url}/one/acme`, { headers: each, agent }), 'response')) as [IncomingMessage];
  answer.setEncoding('utf8');
  let text = '';
  for await (const chunk of answer) text += String(chunk);
  return { answer, text };
}

/** What a server answers, as far as it depends on options. */
async function answers(listener: RequestListener): Promise<string> {
  current = listener;
  const all: unknown[] = [];
  for (const each of headers) {
    const { answer, text } = await ask(each);
    const location = answer.headers.location?.replaceAll(url.slice('http://'.length), 'here');
    const { userId, code } = (answer.statusCode === 200 ? JSON.parse(text) : {}) as { userId?: string; code?: string };
    all.push([answer.statusCode, location, answer.headers['x-clerk-auth-reason'], userId, code]);
  }
  return JSON.stringify(all);
}

/** A mistake in the options that is found when the server is made counts as an answer to each request. */
async function start(mount: Mount, options: Given): Promise<() => Promise<string>> {
  try {
    const listener = await mount(options);
    return () => answers(listener);
  } catch (error) {
    const answer = [200, undefined, undefined, undefined, describeError(error).code];
    return () => Promise.resolve(JSON.stringify(headers.map(() => answer)));
  }
}

/**
 * Describes that an adapter answers with each set of options as a new process does, whatever options came before.
 * @param name - npm name
 * @param load - loads the package from `require`, and returns a function that makes a server with its middleware
 */
export function describeRememberedOptions(name: string, load: (require: NodeJS.Require) => Mount): void {
  describe(name, () => {
    it('answers with each set of options as a new process does, whatever came before', async () => {
      const isLegacy = name === '@acme/node-legacy';
      // In the legacy middlewares `strict` is an option of another meaning.
      const options = [...setsByOption(service, base())].filter(([option]) => option !== 'strict' || !isLegacy);
      const sets = new Map(
        options.map(([option, group]) => [option, group.filter(({ label }) => !label.endsWith('null'))]),
      );
      const expected = new Map<OptionSet, string>();
      for (const set of [...sets.values()].flat()) {
        forgetPackages();
        expected.set(set, await (await start(load(require), set.options))());
      }
      forgetPackages();
      const mount = load(require);
      const wrong: string[] = [];
      const run = async (form: string, ask: (set: OptionSet) => Promise<string>) => {
        let before = 'nothing';
        for (const set of everySequence(sets, 1)) {
          if ((await ask(set)) !== expected.get(set)) wrong.push(`${form}, ${set.label} after ${before}`);
          before = set.label;
        }
      };
      // One middleware for each set, for as long as the process lives.
      const made = new Map<OptionSet, Promise<() => Promise<string>>>();
      await run('objects', async (set) => {
        const known = made.get(set) ?? start(mount, set.options);
        made.set(set, known);
        return (await known)();
      });
      // One middleware for all of them. The legacy middlewares take no function.
      let given: object = {};
      const shared = isLegacy ? undefined : await mount(() => given);
      if (shared) {
        await run('a function', (set) => {
          given = set.options;
          return answers(shared);
        });
      }
      expect(wrong).toEqual([]);
      expect(new Set(expected.values()).size).toBeGreaterThan(8);
    });
  });
}
