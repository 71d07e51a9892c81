import { request } from 'node:http';
import { createClerkClient } from '@acme/backend';
import { createEmulator, type Emulator } from '@acme/emulator';
import {
  Client,
  StreamableHTTPClientTransport,
  UnauthorizedError,
  type OAuthClientProvider,
} from '@modelcontextprotocol/client';
import { startServer, withEnvironment } from 'testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decideOnConsent } from './mcp-conformance/decide-on-consent.js';
import { serveExample } from './mcp-conformance/serve-example.js';

const callback = 'http://localhost:9999/callback';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => withEnvironment(emulator.env, { without: 'CLERK_' }));

/** What a client without a browser stores. `visited` has the address that the person's browser opens. */
class Memory implements OAuthClientProvider {
  readonly redirectUrl = callback;
  readonly clientMetadata = { redirect_uris: [callback], client_name: 'Notes', token_endpoint_auth_method: 'none' };
  visited: URL | undefined;
  #tokens: Parameters<OAuthClientProvider['saveTokens']>[0] | undefined;
  #verifier = '';
  #discovery: unknown;

  constructor(readonly clientId: string) {}
  clientInformation() {
    return { client_id: this.clientId };
  }
  tokens() {
    return this.#tokens;
  }
  saveTokens(tokens: Parameters<OAuthClientProvider['saveTokens']>[0]) {
    this.#tokens = tokens;
  }
  redirectToAuthorization(address: URL) {
    this.visited = address;
  }
  saveCodeVerifier(verifier: string) {
    this.#verifier = verifier;
  }
  codeVerifier() {
    return this.#verifier;
  }
  saveDiscoveryState(state: unknown) {
    this.#discovery = state;
  }
  discoveryState() {
    return this.#discovery as undefined;
  }
}

const decide = (address: URL, decision: 'allow' | 'deny') => decideOnConsent(emulator, address, decision);

/** A client that the person knows by its metadata document. @returns its id, the address of the document */
async function publishClient(): Promise<string> {
  let document = {};
  const { url } = await startServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(document)),
  );
  const clientId = `${url}/client.json`;
  document = {
    client_id: clientId,
    client_name: 'Notes',
    redirect_uris: [callback],
    token_endpoint_auth_method: 'none',
  };
  return clientId;
}

/** An OAuth application of the instance. @returns its id */
async function registerClient(): Promise<string> {
  const { secretKey, url: apiUrl } = emulator;
  const application = await createClerkClient({ secretKey, apiUrl }).oauthApplications.create({
    name: 'Notes',
    redirectUris: [callback],
    scopes: 'profile email',
    public: true,
  });
  return application.clientId;
}

const newClient = () => new Client({ name: 'notes', version: '1.0.0' });

/** Connects as a person would: the first try leads to the consent page. */
async function connect(resource: string, memory: Memory): Promise<Client> {
  const first = new StreamableHTTPClientTransport(new URL(resource), { authProvider: memory });
  await expect(newClient().connect(first)).rejects.toBeInstanceOf(UnauthorizedError);
  const address = memory.visited ?? new URL('about:blank');
  expect(address.searchParams.get('resource')).toBe(resource);
  expect(address.searchParams.get('scope')).toContain('profile');
  expect(address.searchParams.get('code_challenge_method')).toBe('S256');
  const returned = await decide(address, 'allow');
  await first.finishAuth(returned.searchParams);
  const client = newClient();
  await client.connect(new StreamableHTTPClientTransport(new URL(resource), { authProvider: memory }));
  return client;
}

describe.each([
  ['a metadata document', publishClient],
  ['an OAuth application', registerClient],
] as const)('a client known by %s', (_how, clientOf) => {
  it.each(['opaque', 'jwt'] as const)('finds its way to a tool, with %s tokens', async (format) => {
    const { secretKey, url: apiUrl } = emulator;
    await createClerkClient({ secretKey, apiUrl }).instance.updateOAuthApplicationSettings({
      oauthJwtAccessTokens: format === 'jwt',
    });
    const resource = await serveExample();
    const memory = new Memory(await clientOf());
    const client = await connect(resource, memory);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['who_am_i']);
    const userId = emulator.users[0]?.id ?? '';
    const { content } = await client.callTool({ name: 'who_am_i', arguments: {} });
    expect(content).toEqual([{ type: 'text', text: expect.stringMatching(`^${userId} .*profile`) as string }]);
    await client.close();
    // The token is for this server alone.
    const other = await serveExample();
    const authorization = `Bearer ${memory.tokens()?.access_token}`;
    const foreign = await fetch(other, { method: 'POST', headers: { authorization } });
    expect([foreign.status, foreign.headers.get('www-authenticate')]).toEqual([
      401,
      `Bearer error="invalid_token", resource_metadata="${new URL(other).origin}/.well-known/oauth-protected-resource/mcp", scope="profile"`,
    ]);
  });

  it('gets nothing if the person does not agree, or the answer names another server', async () => {
    const resource = await serveExample();
    const memory = new Memory(await clientOf());
    const transport = new StreamableHTTPClientTransport(new URL(resource), { authProvider: memory });
    await expect(newClient().connect(transport)).rejects.toBeInstanceOf(UnauthorizedError);
    const denied = await decide(memory.visited ?? new URL('about:blank'), 'deny');
    expect(denied.searchParams.get('error')).toBe('access_denied');
    expect(denied.searchParams.get('iss')).toBe(`${emulator.url}/accounts.dev`);
    const allowed = await decide(memory.visited ?? new URL('about:blank'), 'allow');
    allowed.searchParams.set('iss', 'https://evil.example');
    await expect(transport.finishAuth(allowed.searchParams)).rejects.toThrow(/iss/i);
    expect(memory.tokens()).toBeUndefined();
  });
});

it('is reached under its own name alone', async () => {
  const { port, pathname } = new URL(await serveExample());
  const status = (host: string) =>
    new Promise((resolve, reject) => {
      const sent = request({ port, path: pathname, headers: { host } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on('error', reject).end();
    });
  expect([await status(`localhost:${port}`), await status('evil.example')]).toEqual([401, 403]);
});

it('refuses calls without what they need, and says what that is', async () => {
  const resource = await serveExample();
  const userId = emulator.users[0]?.id ?? '';
  const call = async (path: string, token?: string) => {
    const headers = { ...(token && { authorization: `Bearer ${token}` }), 'content-type': 'application/json' };
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
    const accept = 'application/json, text/event-stream';
    return fetch(path, { method: 'POST', headers: { ...headers, accept }, body });
  };
  const mint = async (more: object = {}) =>
    (await emulator.mintOAuthToken({ userId, resource, scopes: ['profile'], ...more })).token;
  const stranger = await call(resource);
  expect(stranger.status).toBe(401);
  expect(stranger.headers.get('www-authenticate')).toContain('resource_metadata="');
  expect(stranger.headers.get('access-control-expose-headers')).toBe('WWW-Authenticate');
  expect((await call(resource, await mint({ scopes: ['email'] }))).status).toBe(403);
  const act = { sub: 'agent_1' };
  expect((await call(`${resource}/alone`, await mint({ act }))).status).toBe(403);
  expect((await call(resource, await mint({ act }))).status).toBe(200);
  expect((await call(resource, (await emulator.signIn(userId)).token)).status).toBe(401);
});
