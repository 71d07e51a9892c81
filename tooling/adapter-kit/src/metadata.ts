import type { AuthServerMetadata, ProtectedResourceMetadata } from '@acme/backend/adapter';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { startServer, withEnvironment } from 'testing';
import { beforeEach, expect, it } from 'vitest';
import type { StartMetadata } from './define-adapter.js';
import { json } from './get.js';
import type { Services } from './use-services.js';

/** Answers a request of the Fetch API. */
type WebHandler = (request: Request) => Response | Promise<Response>;

/** Serves handlers for requests of the Fetch API at `/resource` and `/server`, for adapters whose framework has a build for routes. */
export async function serveWebHandlers(handlers: Readonly<Record<'resource' | 'server', WebHandler>>): Promise<string> {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = 'GET', url = '/' } = request;
    const handler = url.startsWith('/resource') ? handlers.resource : handlers.server;
    const answered = await handler(new Request(new URL(url, 'http://localhost'), { method }));
    response.writeHead(answered.status, [...answered.headers].flat());
    response.end(Buffer.from(await answered.arrayBuffer()));
  };
  return (await startServer((request, response) => void answer(request, response))).url;
}

const resource = 'https://api.example.com/mcp';

/** Options that no handler is made with, and the code of the error. */
const mistakes: readonly (readonly [what: string, metadata: object, code: string])[] = [
  ['no resource', {}, 'option_invalid'],
  ['a resource of another form', { resource: 'https://API.example.com/mcp' }, 'option_invalid'],
  ['a resource without encryption', { resource: 'http://api.example.com/mcp' }, 'option_invalid'],
  ['a resource with a query', { resource: 'https://api.example.com/mcp?a=1' }, 'option_invalid'],
  ['a scope with a quote', { resource, scopes_supported: ['a"b'] }, 'option_invalid'],
  ['an address that runs code', { resource, resource_documentation: 'javascript:alert(1)' }, 'option_invalid'],
  ['a misspelt member', { resource, scope_supported: ['a'] }, 'option_unknown'],
];

/** The handlers for metadata of an adapter. */
export function describeMetadata(start: StartMetadata, services: () => Services): void {
  beforeEach(() => {
    const { url } = services().service;
    const env = { CLERK_PUBLISHABLE_KEY: `pk_live_${btoa('clerk.example.com$')}`, CLERK_API_URL: url };
    withEnvironment(env, { without: 'CLERK_' });
  });
  const serve = (more: Partial<ProtectedResourceMetadata> = {}, server: AuthServerMetadata = {}) =>
    start({ resource, ...more }, server);

  it('tell clients where they get a token for this server, without asking anybody', async () => {
    const { received } = services().service;
    received.length = 0;
    const response = await fetch(
      `${await serve({ scopes_supported: ['files:read'], resource_name: 'Files' })}/resource`,
    );
    expect(await response.json()).toEqual({
      resource,
      authorization_servers: ['https://clerk.example.com'],
      bearer_methods_supported: ['header'],
      scopes_supported: ['files:read'],
      resource_name: 'Files',
    });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': expect.stringMatching(/^application\/json\b/) as string,
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=300',
    });
    expect(received).toEqual([]);
  });

  it('describe the instance as an authorization server, with what its settings add', async () => {
    const url = await serve({}, { client_id_metadata_document_supported: true });
    expect(await json(fetch(`${url}/server`))).toMatchObject({
      issuer: 'https://clerk.example.com',
      authorization_endpoint: 'https://clerk.example.com/oauth/authorize',
      token_endpoint: 'https://clerk.example.com/oauth/token',
      jwks_uri: 'https://clerk.example.com/.well-known/jwks.json',
      code_challenge_methods_supported: ['S256'],
      client_id_metadata_document_supported: true,
    });
  });

  it('answer the preflights of browsers, and nothing that changes something', async () => {
    const url = await serve();
    for (const path of ['/resource', '/server']) {
      const preflight = await fetch(url + path, { method: 'OPTIONS' });
      expect([preflight.status, await preflight.text()]).toEqual([204, '']);
      expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
      expect(preflight.headers.get('access-control-allow-headers')).toBe('*');
      const head = await fetch(url + path, { method: 'HEAD' });
      expect([head.status, await head.text()]).toEqual([200, '']);
      expect((await fetch(url + path, { method: 'POST' })).status).toBe(405);
    }
  });

  it('follow the environment, and an instance of their own', async () => {
    const url = await serve();
    process.env['CLERK_PUBLISHABLE_KEY'] = `pk_live_${btoa('clerk.other.example$')}`;
    expect(await json(fetch(`${url}/resource`))).toMatchObject({
      authorization_servers: ['https://clerk.other.example'],
    });
    const own = await serve({ publishableKey: `pk_live_${btoa('clerk.own.example$')}` });
    const document = await json(fetch(`${own}/resource`));
    expect(document).toMatchObject({ authorization_servers: ['https://clerk.own.example'] });
    expect(document).not.toHaveProperty('publishableKey');
  });

  it.each(mistakes)('are not made with %s', async (_what, metadata, code) => {
    await expect((async () => start(metadata as ProtectedResourceMetadata, {}))()).rejects.toMatchObject({ code });
  });
}
