import type { RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
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
let port: number;
let current: RequestListener;
let headers: readonly Record<string, string>[];

beforeAll(async () => {
  service = await startTwoKeyService();
  ({ port } = await startServer((request, response) => current(request, response)));
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
afterAll(() => service.close());

const base = () => ({
  secretKey: 'sk_live_base',
  apiUrl: `${service.url}/base`,
  publishableKey: `pk_live_${btoa('clerk.one.example$')}`,
});

/** Sends all requests at once over one connection, with the least effort: there are many thousand. */
function send(): Promise<string> {
  const requests = headers.map((each, index) => {
    const all = { host: `127.0.0.1:${port}`, ...each, connection: index < headers.length - 1 ? 'keep-alive' : 'close' };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
    return ['GET /one/acme HTTP/1.1', ...lines, '', ''].join('\r\n');
  });
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(requests.join('')));
    socket.setEncoding('utf8').on('data', (chunk) => (text += String(chunk)));
    socket.on('error', reject).on('end', () => resolve(text));
  });
}

/** What a server answers, as far as it depends on options. */
async function answers(listener: RequestListener): Promise<string> {
  current = listener;
  const all = (await send()).split(/(?=HTTP\/1\.1 \d{3} )/).map((answer) => {
    const { head = '', body = '' } = /^(?<head>[^]*?)\r\n\r\n(?<body>[^]*)$/.exec(answer)?.groups ?? {};
    const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1];
    const status = Number(head.slice('HTTP/1.1 '.length).slice(0, 3));
    const location = header('location')?.replaceAll(`127.0.0.1:${port}`, 'here');
    // The body may come in chunks, with their lengths around them.
    const json = status === 200 ? body.slice(body.indexOf('{'), body.lastIndexOf('}') + 1) : '{}';
    const { userId, code } = JSON.parse(json) as { userId?: string; code?: string };
    return [status, location, header('x-clerk-auth-reason'), userId, code];
  });
  if (all.length !== headers.length) throw new Error(`${headers.length} requests got ${all.length} answers.`);
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
