import { describe, expect, it } from 'vitest';
import { authServerMetadata, protectedResourceMetadata } from '../../src/adapter.js';

// The documents without any framework. What adapters make of them is in `tooling/adapter-kit`.

const resource = 'https://api.example.com/mcp';
const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;
const env = { CLERK_PUBLISHABLE_KEY: publishableKey };
const parsed = ({ body }: { readonly body?: string }): unknown => JSON.parse(String(body));

const documents = {
  protectedResourceMetadata: (given: object) => protectedResourceMetadata({ resource, ...given }, 'handler'),
  authServerMetadata: (given: object) => authServerMetadata(given, 'handler'),
};

describe.each(Object.entries(documents))('%s', (_name, make) => {
  const open = ['access-control-allow-origin', '*'];

  it('answers GET with a document that may be kept for five minutes, and HEAD without it', () => {
    const headers = [open, ['content-type', 'application/json'], ['cache-control', 'public, max-age=300']];
    const answer = make({})('GET', env);
    expect({ ...answer, body: typeof answer.body }).toEqual({ status: 200, headers, body: 'string' });
    expect(make({})('HEAD', env)).toEqual({ status: 200, headers });
  });

  it('answers preflights, and refuses other methods', () => {
    expect(make({})('OPTIONS', env)).toEqual({
      status: 204,
      headers: [
        open,
        ['access-control-allow-methods', 'GET, HEAD, OPTIONS'],
        ['access-control-allow-headers', '*'],
        ['access-control-max-age', '86400'],
      ],
    });
    for (const method of ['POST', 'DELETE', 'get'])
      expect(make({})(method, env)).toEqual({ status: 405, headers: [open, ['allow', 'GET, HEAD, OPTIONS']] });
  });

  it('needs a publishable key, from the environment or its own, which is no part of the document', () => {
    expect(() => make({})('GET', {})).toThrow(expect.objectContaining({ code: 'publishable_key_missing' }));
    expect(make({ publishableKey })('GET', {}).body).toBe(make({})('GET', env).body);
    expect(make({})('GET', env).body).not.toContain('pk_live');
  });

  it('leaves out what is undefined, and is not changed later', () => {
    const scopes = ['read'];
    const answer = make({ scopes_supported: scopes, publishableKey: undefined });
    scopes.push('write');
    expect(parsed(answer('GET', env))).toMatchObject({ scopes_supported: ['read'] });
    expect(make({ scopes_supported: undefined })('GET', env).body).toBe(make({})('GET', env).body);
  });

  it.each([
    ...['', 5, null, ['x']].map((value) => ['publishableKey', value, 'a text']),
    ...['read', 5, null, [], [''], [5], ['a b'], ['a', ' b'], ['b ', 'a'], ['"'], ['é']].map((value) => [
      'scopes_supported',
      value,
      'a list of scopes',
    ]),
  ])('%s cannot be %j', (name, value, expected) => {
    expect(() => make({ [String(name)]: value })).toThrow(
      expect.objectContaining({
        code: 'option_invalid',
        message: `handler: \`${String(name)}\` must be ${String(expected)}.`,
      }),
    );
  });

  it('knows no other member', () => {
    expect(() => make({ scopes: ['read'] })).toThrow(expect.objectContaining({ code: 'option_unknown' }));
  });
});

describe('the metadata of a resource', () => {
  it('names the instance, and that tokens come in a header', () => {
    expect(parsed(documents.protectedResourceMetadata({})('GET', env))).toEqual({
      resource,
      authorization_servers: ['https://clerk.example.com'],
      bearer_methods_supported: ['header'],
    });
  });

  it('has everything that it is given', () => {
    const given = {
      authorization_servers: ['http://localhost:4500'],
      scopes_supported: ['files:read'],
      resource_name: 'Files',
      resource_documentation: 'https://example.com/docs',
      resource_policy_uri: 'https://example.com/policy',
      resource_tos_uri: 'http://example.com/terms',
    };
    expect(parsed(documents.protectedResourceMetadata(given)('GET', env))).toMatchObject({ resource, ...given });
  });

  it('needs the address', () => {
    expect(() => protectedResourceMetadata({} as { resource: string }, 'handler')).toThrow(
      expect.objectContaining({
        code: 'option_invalid',
        message: 'handler needs `resource`: the public address of this server, as protect({ resource }) has it.',
      }),
    );
  });

  it.each([
    ['resource', 'http://api.example.com', 'the public https address of this server'],
    ['resource_name', '', 'a text.'],
    ['resource_documentation', 'x:https://example.com', 'an http(s) address.'],
    ['resource_documentation', '', 'an http(s) address.'],
    ['resource_documentation', 5, 'an http(s) address.'],
    ['resource_policy_uri', 'https://', 'an http(s) address.'],
    ['resource_tos_uri', 'ftp://example.com', 'an http(s) address.'],
    ['authorization_servers', 'https://clerk.example.com', 'a list of http(s) addresses.'],
    ['authorization_servers', [], 'a list of http(s) addresses.'],
    ['authorization_servers', ['https://clerk.example.com', 'x'], 'a list of http(s) addresses.'],
  ])('%s cannot be %j', (name, value, expected) => {
    expect(() => documents.protectedResourceMetadata({ [name]: value })).toThrow(
      `handler: \`${name}\` must be ${expected}`,
    );
  });
});

describe('the metadata of the instance', () => {
  const issuer = 'https://clerk.example.com';

  it('has the addresses that every instance has', () => {
    expect(parsed(documents.authServerMetadata({})('GET', env))).toMatchObject({
      issuer,
      authorization_endpoint: `${issuer}/oauth/authorize`,
      token_endpoint: `${issuer}/oauth/token`,
      revocation_endpoint: `${issuer}/oauth/token/revoke`,
      introspection_endpoint: `${issuer}/oauth/token_info`,
      userinfo_endpoint: `${issuer}/oauth/userinfo`,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
      code_challenge_methods_supported: ['S256'],
    });
  });

  it('keeps the path of an issuer on this machine', () => {
    const local = `pk_test_${btoa('http://localhost:4500/accounts.dev$')}`;
    expect(parsed(documents.authServerMetadata({ publishableKey: local })('GET', {}))).toMatchObject({
      issuer: 'http://localhost:4500/accounts.dev',
      token_endpoint: 'http://localhost:4500/oauth/token',
    });
  });

  it('has what the settings of the instance add', () => {
    const given = {
      scopes_supported: ['openid'],
      registration_endpoint: 'https://clerk.example.com/oauth/register',
      client_id_metadata_document_supported: true,
      service_documentation: 'https://example.com/docs',
      op_tos_uri: 'https://example.com/terms',
    };
    expect(parsed(documents.authServerMetadata(given)('GET', env))).toMatchObject(given);
  });

  it.each([
    ['registration_endpoint', '/oauth/register', 'an http(s) address.'],
    ['client_id_metadata_document_supported', 'yes', 'true or false.'],
    ['service_documentation', null, 'an http(s) address.'],
    ['op_tos_uri', 'terms', 'an http(s) address.'],
  ])('%s cannot be %j', (name, value, expected) => {
    expect(() => documents.authServerMetadata({ [name]: value })).toThrow(`handler: \`${name}\` must be ${expected}`);
  });
});
