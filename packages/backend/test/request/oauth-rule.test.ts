import { describe, expect, it } from 'vitest';
import type { ProtectOptions } from '../../src/adapter.js';
import type { AuthObject } from '../../src/request/auth-object.js';
import { oauthRule } from '../../src/request/oauth-rule.js';

// What a route asks of a token that is verified already. Whole requests are in `hostile-oauth-tokens.test.ts`.

const resource = 'https://api.example.com/mcp';
const good = {
  tokenType: 'oauth_token',
  isAuthenticated: true,
  id: 'oat_1',
  subject: 'user_1',
  clientId: 'client_1',
  scopes: ['read', 'write'],
  aud: [resource],
};

/** Only the members count that the rule reads. */
const check = (asked: ProtectOptions, changed: object = {}) =>
  oauthRule(asked)?.check({ ...good, ...changed } as unknown as AuthObject);

it('is there only for a route that asks for something', () => {
  expect(oauthRule({})).toBeUndefined();
  expect(oauthRule({ token: 'oauth_token', actor: true })).toBeUndefined();
});

it('names scopes, and where the metadata is if there is an address', () => {
  expect(oauthRule({ scopes: 'read' })).toMatchObject({ scopes: ['read'], metadataUrl: undefined });
  expect(oauthRule({ resource, scopes: ['read', 'write'] })).toMatchObject({
    scopes: ['read', 'write'],
    metadataUrl: 'https://api.example.com/.well-known/oauth-protected-resource/mcp',
  });
  expect(oauthRule({ resource })?.scopes).toEqual([]);
});

describe.each<[string, ProtectOptions]>([
  ['scopes', { scopes: 'read' }],
  ['resource', { resource }],
])('%s', (_name, asked) => {
  it('lets a token pass', () => {
    expect(check(asked)).toBeUndefined();
  });

  it('takes no other kind of token, and nobody who is not signed in', () => {
    for (const tokenType of ['api_key', 'm2m_token', 'session_token', null])
      expect(check(asked, { tokenType })).toBe('invalid_token');
    expect(check(asked, { isAuthenticated: false })).toBe('invalid_token');
  });
});

it.each<[string | readonly string[], readonly string[], string | undefined]>([
  ['read', ['read'], undefined],
  ['read', ['write'], 'insufficient_scope'],
  ['read', [], 'insufficient_scope'],
  [['read', 'write'], ['write', 'read'], undefined],
  [['read', 'write'], ['read'], 'insufficient_scope'],
  [['read', 'write'], ['write'], 'insufficient_scope'],
])('scopes %j of a token with %j: %s', (scopes, held, error) => {
  expect(check({ scopes }, { scopes: held, aud: undefined })).toBe(error);
});

it.each([
  [{ aud: [resource, 'https://other.example'] }, undefined],
  [{ aud: ['https://other.example'] }, 'invalid_token'],
  [{ aud: [`${resource}/`] }, 'invalid_token'],
  [{ aud: undefined }, 'invalid_token'],
  [{ id: '' }, 'invalid_token'],
  [{ subject: '' }, 'invalid_token'],
  [{ clientId: '' }, 'invalid_token'],
])('a resource, and a token with %j: %s', (changed, error) => {
  expect(check({ resource }, changed)).toBe(error);
});

it('a proof is asked for only where the route asks for it', () => {
  expect(check({ dpop: true })).toBe('invalid_token');
  expect(check({ dpop: true }, { jkt: 'thumbprint' })).toBeUndefined();
  expect(check({ dpop: false, scopes: 'read' })).toBeUndefined();
  expect(oauthRule({ dpop: false })).toBeUndefined();
});
