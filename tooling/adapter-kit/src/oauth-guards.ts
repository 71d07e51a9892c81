import type { ProtectOptions } from '@acme/backend/adapter';
import type { JWTPayload } from 'jose';
import { bearer, withEnvironment } from 'testing';
import { beforeEach, expect, it } from 'vitest';
import { usualAnswers, type Adapter, type Guards } from './define-adapter.js';
import { get } from './get.js';
import type { Services } from './use-services.js';

const resource = 'https://api.example.com/mcp';
const metadata = 'resource_metadata="https://api.example.com/.well-known/oauth-protected-resource/mcp"';

/** What a route for clients of OAuth asks: tokens for this server, with scopes, by whom it may be. */
export function describeOAuthGuards({ start }: Adapter, guards: Guards, services: () => Services): void {
  const { explains } = guards.answers ?? usualAnswers;
  beforeEach(() => withEnvironment(services().emulator.env, { without: 'CLERK_' }));

  const serve = async (rule: ProtectOptions) => {
    const url = await start({ options: { acceptsToken: 'any' }, protect: { token: 'oauth_token', ...rule } });
    return async (token?: string) => {
      const response = await get(`${url}/guarded`, token === undefined ? {} : bearer(token));
      return [response.status, explains ? response.headers.get('www-authenticate') : undefined] as const;
    };
  };
  const challenged = (status: number, challenge: string) => [status, explains ? challenge : undefined];
  const passed = () => [200, explains ? null : undefined];
  const mint = async (more: object = {}) => {
    const { emulator, userId } = services();
    return (await emulator.mintOAuthToken({ userId, resource, scopes: ['files:read'], ...more })).token;
  };

  it.each(['opaque', 'jwt'] as const)('is open to a token for this server, %s, and to no other', async (format) => {
    const ask = await serve({ resource });
    const refused = challenged(401, `Bearer error="invalid_token", ${metadata}`);
    expect(await ask()).toEqual(challenged(401, `Bearer ${metadata}`));
    expect(await ask(await mint({ format }))).toEqual(passed());
    expect(await ask(await mint({ format, resource: undefined }))).toEqual(refused);
    for (const foreign of [
      'https://api.example.com/mcp2',
      'https://api.example.com',
      `${resource}/`,
      'HTTPS://api.example.com/mcp',
    ])
      expect(await ask(await mint({ format, resource: foreign }))).toEqual(refused);
    const { emulator, userId } = services();
    expect((await ask((await emulator.signIn(userId)).token))[0]).toBe(401);
    expect((await ask((await emulator.mintApiKey({ subject: userId })).secret))[0]).toBe(401);
  });

  it('takes both forms of an address without a path, which mean the same', async () => {
    const ask = await serve({ resource: 'https://api.example.com' });
    for (const named of ['https://api.example.com', 'https://api.example.com/'])
      expect(await ask(await mint({ resource: named }))).toEqual(passed());
  });

  it('asks for all scopes, and says which', async () => {
    const ask = await serve({ resource, scopes: ['files:read', 'files:write'] });
    const scope = 'scope="files:read files:write"';
    expect(await ask()).toEqual(challenged(401, `Bearer ${metadata}, ${scope}`));
    expect(await ask(await mint())).toEqual(
      challenged(403, `Bearer error="insufficient_scope", ${metadata}, ${scope}`),
    );
    expect(await ask(await mint({ scopes: ['files:write', 'x', 'files:read'] }))).toEqual(passed());
    // A foreign token is no token at all, whatever its scopes are.
    expect((await ask(await mint({ resource: 'https://other.example' })))[0]).toBe(401);
  });

  it('asks who acts for the user, by the outermost actor alone', async () => {
    const act = { sub: 'agent_1', act: { sub: 'agent_2' } };
    const nobody = await serve({ resource, actor: false });
    const anybody = await serve({ resource, actor: true });
    const named = await serve({ resource, actor: ['agent_2', 'agent_3'] });
    for (const format of ['opaque', 'jwt'] as const) {
      const acted = await mint({ format, act });
      const alone = await mint({ format });
      // Without an error: a client that reads insufficient_scope asks the person again, and that would not help.
      const refused = challenged(403, `Bearer ${metadata}`);
      expect([await nobody(acted), (await nobody(alone))[0]]).toEqual([refused, 200]);
      expect([(await anybody(acted))[0], await anybody(alone)]).toEqual([200, refused]);
      expect(await named(acted)).toEqual(refused);
      expect((await named(await mint({ format, act: { sub: 'agent_3' } })))[0]).toBe(200);
    }
  });

  it('refuses impersonated sessions where nobody may act', async () => {
    const { emulator, userId } = services();
    const url = await start({ protect: { actor: false } });
    const sign = async (claims: JWTPayload) =>
      (await get(`${url}/guarded`, bearer(await emulator.signToken({ sub: userId, sid: 'sess_1', ...claims })))).status;
    expect(await sign({})).toBe(200);
    expect(await sign({ act: { sub: 'user_admin' } })).toBe((guards.answers ?? usualAnswers).insufficient);
  });

  it.each<readonly [string, object]>([
    ['a resource without a kind of token', { resource }],
    ['a resource for people', { resource, token: 'session_token' }],
    ['a resource for several kinds', { resource, token: ['oauth_token', 'session_token'] }],
    ['a resource for any kind', { resource, token: 'any' }],
    ['scopes without a kind of token', { scopes: ['a'] }],
    ['a resource in capitals', { token: 'oauth_token', resource: 'https://API.example.com/mcp' }],
    ['a resource with the default port', { token: 'oauth_token', resource: 'https://api.example.com:443/mcp' }],
    ['a resource with a user', { token: 'oauth_token', resource: 'https://me@api.example.com/mcp' }],
    ['a resource with a fragment', { token: 'oauth_token', resource: `${resource}#a` }],
    ['a resource with a quote', { token: 'oauth_token', resource: 'https://api.example.com/"' }],
    ['a resource with a line break', { token: 'oauth_token', resource: `${resource}\r\nx: y` }],
    ['a resource that is not encrypted', { token: 'oauth_token', resource: 'http://api.example.com/mcp' }],
    ['a scope with a space', { token: 'oauth_token', scopes: ['a b'] }],
    ['a scope with a quote', { token: 'oauth_token', scopes: 'a"' }],
    ['no scope', { token: 'oauth_token', scopes: [] }],
    ['an actor without a name', { actor: [''] }],
  ])('makes no guard with %s', (_what, options) => {
    expect(() => guards.protect(options as ProtectOptions)).toThrow(
      expect.objectContaining({ name: 'ConfigurationError', code: 'option_invalid' }) as Error,
    );
  });
}
