import type { IncomingMessage, ServerResponse } from 'node:http';
import { createClerkClient, type ClerkClient } from '@acme/backend';
import { UnauthorizedError, type OAuthClientProvider } from '@modelcontextprotocol/sdk/client/auth.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { OAuthClientInformationMixed, OAuthTokens } from '@modelcontextprotocol/sdk/shared/auth.js';
import * as openid from 'openid-client';
import { atTheEnd, startServer } from 'testing';
import { describe, expect } from 'vitest';
import type { Emulator } from '../../src/index.js';
import { emulatorTest } from '../../src/vitest.js';
import { allowAccess } from './consent.js';

const it = emulatorTest();

const callback = 'http://localhost:9999/callback';
const backendOf = ({ secretKey, publishableKey, url }: Emulator) =>
  createClerkClient({ secretKey, publishableKey, apiUrl: url });

/** The address of the provider, as its metadata name it. */
const issuerOf = ({ url }: Emulator) => new URL(`${url}/accounts.dev`);

/** Everything is on this machine, without TLS. */
const plainHttp = { execute: [openid.allowInsecureRequests] };

describe('an application with openid-client', () => {
  /** Signs Ada in. @returns the tokens */
  async function signIn(emulator: Emulator, config: openid.Configuration, name: string) {
    const verifier = openid.randomPKCECodeVerifier();
    const [state, nonce] = [openid.randomState(), openid.randomNonce()];
    const address = openid.buildAuthorizationUrl(config, {
      redirect_uri: callback,
      scope: 'openid profile email offline_access',
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
    const returned = await allowAccess(emulator, address, name);
    const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
    return openid.authorizationCodeGrant(config, returned, checks);
  }

  it('finds the provider, signs people in, refreshes and revokes', async ({ emulator }) => {
    const application = await backendOf(emulator).oauthApplications.create({
      name: 'Reader',
      redirectUris: [callback],
      scopes: 'openid profile email offline_access',
    });
    const { clientId, clientSecret = '' } = application;
    const config = await openid.discovery(issuerOf(emulator), clientId, clientSecret ?? '', undefined, plainHttp);
    expect(config.serverMetadata().supportsPKCE()).toBe(true);
    const tokens = await signIn(emulator, config, 'Reader');
    const sub = emulator.users[0]?.id ?? '';
    expect(tokens.claims()).toMatchObject({ sub, email: 'ada@example.com' });
    expect(await openid.fetchUserInfo(config, tokens.access_token, sub)).toMatchObject({ given_name: 'Ada' });
    const fresh = await openid.refreshTokenGrant(config, tokens.refresh_token ?? '');
    expect(fresh.access_token).not.toBe(tokens.access_token);
    expect(await openid.tokenIntrospection(config, fresh.access_token)).toMatchObject({ active: true, sub });
    await openid.tokenRevocation(config, fresh.access_token);
    expect(await openid.tokenIntrospection(config, fresh.access_token)).toMatchObject({ active: false });
  });

  it('registers itself, or is described by a document at its client id', async ({ emulator }) => {
    await emulator.settings.update({ oauth_applications: { dynamic_oauth_client_registration: true } });
    const metadata = { client_name: 'Notes', redirect_uris: [callback], token_endpoint_auth_method: 'none' };
    const options = { ...plainHttp, algorithm: 'oauth2' } as const;
    const registered = await openid.dynamicClientRegistration(issuerOf(emulator), metadata, openid.None(), options);
    expect((await signIn(emulator, registered, 'Notes')).claims()?.email).toBe('ada@example.com');
    const document = { client_id: '', client_name: 'Sheets', redirect_uris: [callback] };
    const { url } = await startServer((_request, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(document));
    });
    document.client_id = `${url}/client.json`;
    const described = await openid.discovery(issuerOf(emulator), document.client_id, undefined, openid.None(), options);
    expect(described.serverMetadata()['client_id_metadata_document_supported']).toBe(true);
    expect((await signIn(emulator, described, 'Sheets')).claims()?.email).toBe('ada@example.com');
  });
});

/** What an MCP client keeps, in memory. */
class MemoryProvider implements OAuthClientProvider {
  readonly redirectUrl = callback;
  readonly clientMetadata = {
    client_name: 'Agent',
    redirect_uris: [callback],
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
  };
  /** Where the person is sent to. */
  address: URL | undefined;
  #client: OAuthClientInformationMixed | undefined;
  #tokens: OAuthTokens | undefined;
  #verifier = '';

  clientInformation = () => this.#client;
  saveClientInformation = (client: OAuthClientInformationMixed) => void (this.#client = client);
  tokens = () => this.#tokens;
  saveTokens = (tokens: OAuthTokens) => void (this.#tokens = tokens);
  redirectToAuthorization = (address: URL) => void (this.address = address);
  saveCodeVerifier = (verifier: string) => void (this.#verifier = verifier);
  codeVerifier = () => this.#verifier;
}

/** A server of tools for people who are signed in. @returns its address */
async function serveTools(emulator: Emulator): Promise<URL> {
  const backend = backendOf(emulator);
  const { url: origin } = await startServer((request, response) => {
    const url = new URL(request.url ?? '/', origin);
    if (url.pathname !== '/mcp') {
      const metadata = { resource: `${origin}/mcp`, authorization_servers: [issuerOf(emulator).href] };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(metadata));
      return;
    }
    answerTools(backend, url, request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  return new URL(`${origin}/mcp`);
}

async function answerTools(
  backend: ClerkClient,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const headers = { authorization: request.headers.authorization ?? '' };
  const state = await backend.authenticateRequest(new Request(url, { headers }), { acceptsToken: 'oauth_token' });
  const auth = state.toAuth();
  if (!auth?.isAuthenticated) {
    const challenge = `Bearer resource_metadata="${url.origin}/.well-known/oauth-protected-resource/mcp"`;
    response.writeHead(401, { 'www-authenticate': challenge }).end();
    return;
  }
  const server = new McpServer({ name: 'tools', version: '1.0.0' });
  server.registerTool('whoami', {}, async () => {
    const { firstName } = await backend.users.getUser(auth.userId);
    return { content: [{ type: 'text', text: firstName ?? '' }] };
  });
  const transport = new StreamableHTTPServerTransport();
  await server.connect(transport);
  await transport.handleRequest(request, response);
}

describe('a client of the Model Context Protocol', () => {
  it.for([false, true])(
    'calls a tool as the person who allowed it; JWT access tokens: %s',
    async (jwt, { emulator }) => {
      await emulator.settings.update({
        oauth_applications: { dynamic_oauth_client_registration: true, oauth_jwt_access_tokens: jwt },
      });
      const server = await serveTools(emulator);
      const provider = new MemoryProvider();
      const connect = () => {
        const transport = new StreamableHTTPClientTransport(server, { authProvider: provider });
        const client = new Client({ name: 'agent', version: '1.0.0' });
        atTheEnd(() => client.close());
        return { client, transport, connected: client.connect(transport) };
      };
      const first = connect();
      await expect(first.connected).rejects.toThrow(UnauthorizedError);
      expect(provider.address?.searchParams.get('resource')).toBe(server.href);
      const returned = await allowAccess(emulator, provider.address ?? server, 'Agent');
      await first.transport.finishAuth(returned.searchParams.get('code') ?? '');
      expect(provider.tokens()?.access_token.split('.')).toHaveLength(jwt ? 3 : 1);
      const second = connect();
      await second.connected;
      const { content } = await second.client.callTool({ name: 'whoami' });
      expect(content).toEqual([{ type: 'text', text: 'Ada' }]);
    },
  );
});
