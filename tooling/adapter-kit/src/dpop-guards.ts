import { dpopProofs } from '@acme/backend/dpop';
import type { ProtectOptions } from '@acme/backend/adapter';
import { withEnvironment } from 'testing';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { usualAnswers, type Adapter, type Guards } from './define-adapter.js';
import { createProofClient, type ProofClient } from './proof-client.js';
import type { Services } from './use-services.js';

const resource = 'https://api.example.com/mcp';
const metadata = 'resource_metadata="https://api.example.com/.well-known/oauth-protected-resource/mcp"';
const algs = 'algs="ES256 EdDSA PS256 RS256"';

let client: ProofClient;
let thief: ProofClient;

/** Tokens that are bound to a key, with proofs, at a route. */
export function describeDpopGuards({ start }: Adapter, guards: Guards, services: () => Services): void {
  const { explains } = guards.answers ?? usualAnswers;
  beforeAll(async () => {
    client = await createProofClient();
    thief = await createProofClient();
  });
  beforeEach(() => withEnvironment(services().emulator.env, { without: 'CLERK_' }));

  const serve = (rule: ProtectOptions, isOn = true) =>
    start({
      options: { acceptsToken: 'any', ...(isOn && { dpop: dpopProofs() }) },
      protect: { token: 'oauth_token', resource, ...rule },
    });
  const send = async (url: string, headers: Readonly<Record<string, string>>, method = 'GET') => {
    const response = await fetch(`${url}/guarded?a=1`, { method, headers, redirect: 'manual' });
    return [response.status, explains ? response.headers.get('www-authenticate') : undefined] as const;
  };
  const mint = async (more: object = {}) => {
    const { emulator, userId } = services();
    return (await emulator.mintOAuthToken({ userId, resource, jkt: client.jkt, ...more })).token;
  };
  const proven = async (url: string, token: string, by = client, claims = {}, method = 'GET') => ({
    authorization: `DPoP ${token}`,
    dpop: await by.prove({ method, url: `${url}/guarded`, token }, claims),
  });
  const challenged = (challenge: string) => [401, explains ? challenge : undefined];
  const passed = [200, explains ? null : undefined];
  const invalidProof = challenged(`DPoP error="invalid_dpop_proof", ${algs}, ${metadata}`);

  it.each(['opaque', 'jwt'] as const)('takes a bound token once with each proof of its key, %s', async (format) => {
    const url = await serve({ dpop: true });
    const token = await mint({ format });
    const headers = await proven(url, token);
    expect(await send(url, headers)).toEqual(passed);
    expect(await send(url, headers)).toEqual(invalidProof);
    expect(await send(url, await proven(url, token))).toEqual(passed);
    expect(await send(url, await proven(url, token, thief))).toEqual(invalidProof);
  });

  it('takes a proof for this method and address alone', async () => {
    const url = await serve({ dpop: true });
    const token = await mint();
    expect(await send(url, await proven(url, token, client, {}, 'POST'), 'POST')).toEqual(passed);
    for (const claims of [
      { htm: 'POST' },
      { htu: `${url}/who` },
      { htu: 'https://other.example/guarded' },
      { ath: 'x' },
    ])
      expect(await send(url, await proven(url, token, client, claims))).toEqual(invalidProof);
    expect(await send(url, { authorization: `DPoP ${token}` })).toEqual(invalidProof);
  });

  it('takes a bound token as no bearer token, whether the option is there or not', async () => {
    for (const isOn of [true, false]) {
      for (const format of ['opaque', 'jwt'] as const) {
        const url = await serve({}, isOn);
        const token = await mint({ format });
        const { dpop } = await proven(url, token);
        for (const headers of [{}, { dpop }])
          expect((await send(url, { ...headers, authorization: `Bearer ${token}` }))[0]).toBe(401);
      }
    }
    const off = await serve({}, false);
    expect((await send(off, await proven(off, await mint())))[0]).toBe(401);
  });

  it('takes bearer tokens beside bound ones, unless the route asks for proofs', async () => {
    const bearer = await mint({ jkt: undefined });
    const [both, bound] = [await serve({}), await serve({ dpop: true })];
    expect(await send(both, { authorization: `Bearer ${bearer}` })).toEqual(passed);
    expect(await send(both, await proven(both, await mint()))).toEqual(passed);
    const refused = challenged(`DPoP error="invalid_token", ${algs}, ${metadata}`);
    expect(await send(bound, { authorization: `Bearer ${bearer}` })).toEqual(refused);
    expect(await send(bound, await proven(bound, bearer))).toEqual(refused);
    expect(await send(bound, {})).toEqual(challenged(`DPoP ${algs}, ${metadata}`));
    expect(await send(both, {})).toEqual(challenged(`Bearer ${metadata}, DPoP ${algs}`));
  });

  it('gives a nonce with a refusal, and takes a proof that has it', async () => {
    const nonceSecret = 'a secret that all processes have in common';
    const url = await start({
      options: { acceptsToken: 'any', dpop: dpopProofs({ nonceSecret }) },
      protect: { token: 'oauth_token', resource, dpop: true },
    });
    const token = await mint();
    const ask = async (claims: object) => {
      const response = await fetch(`${url}/guarded`, { headers: await proven(url, token, client, claims) });
      return { status: response.status, nonce: response.headers.get('dpop-nonce') };
    };
    const refused = await ask({});
    expect(refused).toEqual({ status: 401, nonce: expect.stringMatching(/^[\w-]+\.[\w-]{22}$/) as string });
    expect((await ask({ nonce: refused.nonce })).status).toBe(200);
    expect((await ask({ nonce: `${refused.nonce}x` })).status).toBe(401);
  });

  it.each<readonly [string, object]>([
    ['proofs and no kind of token', { dpop: true }],
    ['proofs of people', { dpop: true, token: 'session_token' }],
    ['proofs of several kinds', { dpop: true, token: ['oauth_token', 'session_token'] }],
    ['proofs that are a word', { dpop: 'required', token: 'oauth_token' }],
  ])('makes no guard with %s', (_what, options) => {
    expect(() => guards.protect(options as ProtectOptions)).toThrow(
      expect.objectContaining({ name: 'ConfigurationError', code: 'option_invalid' }) as Error,
    );
  });
}
