import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadFreshSources, type Sources } from '../fresh-sources.js';
import { everySequence, setsByOption, type OptionSet } from './option-sets.js';
import { startTwoKeyService, type TwoKeyService } from './two-key-service.js';

let service: TwoKeyService;
let tokens: readonly string[];
beforeAll(async () => {
  service = await startTwoKeyService();
  const now = Math.floor(Date.now() / 1000);
  tokens = await Promise.all([
    service.sign(),
    service.sign({ azp: 'https://two.example', aud: 'https://two.example', iss: 'https://clerk.two.example' }),
    service.sign({ aud: 'https://one.example' }),
    service.sign({ exp: now - 20 }),
    service.sign({}, 'one+jwt'),
  ]);
});
afterAll(() => service.close());

/** What is asked of a function with one set of options; each answer as text. */
type Observe = (backend: Sources, options: never) => Promise<readonly string[]>;

async function answerOf(ask: () => Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify(await ask());
  } catch (error) {
    const { reason, code, name } = error as { reason?: string; code?: string; name: string };
    return `throws ${reason ?? code ?? name}`;
  }
}

const inTurn = async (asks: readonly (() => Promise<unknown>)[]): Promise<readonly string[]> => {
  const answers: string[] = [];
  for (const ask of asks) answers.push(await answerOf(ask));
  return answers;
};

const page = { cookie: '__client_uat=1', accept: 'text/html', 'sec-fetch-dest': 'document', host: 'app.example.com' };

function requests(): readonly (() => Request)[] {
  const of =
    (headers: Record<string, string>, path = '/') =>
    () =>
      new Request(`https://localhost${path}`, { headers });
  return [
    ...tokens.map((token) => of({ authorization: `Bearer ${token}` })),
    of({ authorization: 'Bearer ak_1' }),
    of({ ...page, 'x-forwarded-host': 'one.example' }, '/one/acme'),
  ];
}

type Authenticate = ReturnType<Sources['createClerkClient']>['authenticateRequest'];

async function stateOf(authenticate: Authenticate, request: Request, options?: never): Promise<unknown> {
  const state = await authenticate(request, options);
  const { status, reason, tokenType, signInUrl, signUpUrl, afterSignInUrl, afterSignUpUrl, domain } = state;
  const auth = state.toAuth() as { subject?: unknown } | null;
  const location = state.headers.get('location');
  return {
    status,
    reason,
    tokenType,
    signInUrl,
    signUpUrl,
    afterSignInUrl,
    afterSignUpUrl,
    domain,
    location,
    subject: auth?.subject,
  };
}

const keys = () => ({
  secretKey: 'sk_live_base',
  apiUrl: `${service.url}/base`,
  publishableKey: `pk_live_${btoa('clerk.one.example$')}`,
});

/** One client for all calls of a process: what a call gives must not outlive it. */
const clients = new WeakMap<Sources, ReturnType<Sources['createClerkClient']>>();
function clientOf(backend: Sources) {
  const client = clients.get(backend) ?? backend.createClerkClient(keys());
  clients.set(backend, client);
  return client;
}

const functions: Readonly<Record<string, { readonly base: () => object; readonly observe: Observe }>> = {
  verifyToken: {
    base: keys,
    observe: (backend, options) => inTurn(tokens.map((token) => () => backend.verifyToken(token, options))),
  },
  verifyJwt: {
    base: () => ({ key: service.pem.first }),
    observe: (backend, options) => inTurn(tokens.map((token) => () => backend.verifyJwt(token, options))),
  },
  authenticateRequest: {
    base: () => ({}),
    observe: (backend, options) =>
      inTurn(requests().map((request) => () => stateOf(clientOf(backend).authenticateRequest, request(), options))),
  },
  createClerkClient: {
    base: keys,
    observe: async (backend, options) =>
      inTurn([
        ...requests().map(
          (request) => () => stateOf(backend.createClerkClient(options).authenticateRequest, request()),
        ),
        async () => (await backend.createClerkClient(options).users.getUser('user_1')).firstName,
      ]),
  },
  verifyMachineAuthToken: {
    base: keys,
    observe: (backend, options) =>
      inTurn([
        async () => (await backend.verifyMachineAuthToken('ak_1', options)).data,
        () => backend.verifyMachineAuthToken('ak', options),
      ]),
  },
};

describe.each(Object.entries(functions))('%s', (_, { base, observe }) => {
  it('answers with each set of options as a new process does, whatever came before', async () => {
    const sets = setsByOption(service, base());
    const expected = new Map<OptionSet, readonly string[]>();
    for (const set of [...sets.values()].flat())
      expected.set(set, await observe(await loadFreshSources(), set.options as never));
    const warm = await loadFreshSources();
    const wrong: string[] = [];
    let before = 'nothing';
    const check = async (set: OptionSet) => {
      const answers = await observe(warm, set.options as never);
      if (JSON.stringify(answers) !== JSON.stringify(expected.get(set))) wrong.push(`${set.label} after ${before}`);
      before = set.label;
    };
    for (const set of everySequence(sets)) await check(set);
    expect(wrong).toEqual([]);
    // The options must tell answers apart, or agreement means little.
    expect(new Set([...expected.values()].map((answers) => JSON.stringify(answers))).size).toBeGreaterThan(2);
  });
});
