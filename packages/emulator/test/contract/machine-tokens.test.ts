import { decodeJwt } from 'jose';
import { describe, expect } from 'vitest';
import { expectAllMethodsCalled, expectAsDescribed, refusal, scenario } from './two-clients.js';

describe('machines and their tokens', () => {
  scenario('machines are created, scoped, rotated and deleted', async ({ clerk }) => {
    const api = await clerk.machines.create({ name: 'api', defaultTokenTtl: 120 });
    const worker = await clerk.machines.create({ name: 'worker', scopedMachines: [api.id] });
    expect(worker.secretKey).toMatch(/^ak_[0-9a-f]{32}$/);
    expect(worker.scopedMachines.map(({ id }) => id)).toEqual([api.id]);
    expect(await refusal(clerk.machines.create({ name: 'x', scopedMachines: ['mch_none'] }))).toEqual([
      404,
      'resource_not_found',
    ]);
    expect((await clerk.machines.get(api.id)).defaultTokenTtl).toBe(120);
    expect((await clerk.machines.get(api.id)).secretKey).toBeUndefined();
    expect((await clerk.machines.list({ orderBy: '-name', query: 'o', limit: 1 })).data[0]?.name).toBe('worker');
    expect((await clerk.machines.update({ machineId: api.id, name: 'API' })).name).toBe('API');
    await clerk.machines.createScope(api.id, worker.id);
    expect(await refusal(clerk.machines.createScope(api.id, worker.id))).toEqual([409, 'machine_scope_already_exists']);
    await clerk.machines.deleteScope(api.id, worker.id);
    expect(await refusal(clerk.machines.deleteScope(api.id, worker.id))).toEqual([404, 'resource_not_found']);
    expect((await clerk.machines.getSecretKey(worker.id)).secret).toBe(worker.secretKey);
    const { secret } = await clerk.machines.rotateSecretKey({ machineId: worker.id, previousTokenTtl: 60 });
    expect(secret).not.toBe(worker.secretKey);
    await clerk.machines.delete(api.id);
    expect((await clerk.machines.get(worker.id)).scopedMachines).toEqual([]);
    expect(await refusal(clerk.machines.get(api.id))).toEqual([404, 'resource_not_found']);
  });

  scenario(
    'M2M tokens are made by a machine and verified by those in its scope',
    async ({ clerk, clientWith, emulator }) => {
      const api = await clerk.machines.create({ name: 'api' });
      const worker = await clerk.machines.create({ name: 'worker', scopedMachines: [api.id] });
      const stranger = await clerk.machines.create({ name: 'stranger' });
      const as = (machine: { readonly secretKey?: string | undefined }) =>
        clientWith({ machineSecretKey: machine.secretKey ?? '' });
      expect(await refusal(clerk.m2m.createToken({}))).toEqual([403, 'forbidden']);
      const token = await as(worker).m2m.createToken({ secondsUntilExpiration: 60, claims: { job: 1 } });
      expect(token).toMatchObject({
        subject: worker.id,
        scopes: [worker.id, api.id],
        claims: { job: 1 },
        revoked: false,
      });
      const text = token.token ?? '';
      expect(text).toMatch(/^mt_/);
      const reused = await as(worker).m2m.createToken({ claims: { job: 1 }, minRemainingTtlSeconds: 30 });
      expect(reused.id).toBe(token.id);
      expect((await as(api).m2m.verify({ token: text })).id).toBe(token.id);
      expect((await clerk.m2m.verify({ token: text })).subject).toBe(worker.id);
      expect(await refusal(as(stranger).m2m.verify({ token: text }))).toEqual([404, 'token-invalid']);
      expect(await refusal(clerk.m2m.verify({ token: 'mt_none' }))).toEqual([404, 'token-invalid']);
      expect(await refusal(as(stranger).m2m.list({ subject: worker.id }))).toEqual([403, 'forbidden']);
      emulator.clock.advance(61_000);
      expect(await refusal(clerk.m2m.verify({ token: text }))).toEqual([400, 'token_expired']);
      expect((await clerk.m2m.list({ subject: worker.id })).data).toEqual([]);
      expect((await clerk.m2m.list({ subject: worker.id, expired: true })).data).toHaveLength(1);
      const second = await as(worker).m2m.createToken();
      await as(worker).m2m.revokeToken({ m2mTokenId: second.id, revocationReason: 'lost' });
      expect(await refusal(clerk.m2m.verify({ token: second.token ?? '' }))).toEqual([400, 'token_revoked']);
      const jwt = await as(worker).m2m.createToken({ tokenFormat: 'jwt', claims: { a: 'b' } });
      expect(decodeJwt(jwt.token ?? '')).toMatchObject({ sub: worker.id, a: 'b', jti: jwt.id });
    },
  );

  scenario('API keys belong to users and organizations', async ({ clerk, emulator }) => {
    const subject = emulator.users[0]?.id ?? '';
    const key = await clerk.apiKeys.create({
      name: 'deploy',
      subject,
      scopes: ['read'],
      claims: { a: 1 },
      secondsUntilExpiration: 3600,
      description: 'For CI',
    });
    expect(key.secret).toMatch(/^ak_/);
    expect(await refusal(clerk.apiKeys.create({ name: 'key', subject: 'mch_1' }))).toEqual([
      422,
      'form_param_value_invalid',
    ]);
    expect((await clerk.apiKeys.verify(key.secret ?? '')).subject).toBe(subject);
    expect(await refusal(clerk.apiKeys.verify('ak_none'))).toEqual([404, 'token-invalid']);
    expect((await clerk.apiKeys.getSecret(key.id)).secret).toBe(key.secret);
    expect((await clerk.apiKeys.get(key.id)).secret).toBeUndefined();
    expect((await clerk.apiKeys.update({ apiKeyId: key.id, subject, scopes: ['write'] })).scopes).toEqual(['write']);
    expect((await clerk.apiKeys.list({ subject })).totalCount).toBe(1);
    emulator.clock.advance(3_601_000);
    expect(await refusal(clerk.apiKeys.verify(key.secret ?? ''))).toEqual([400, 'api_key_expired']);
    expect((await clerk.apiKeys.list({ subject })).totalCount).toBe(0);
    expect((await clerk.apiKeys.list({ subject, includeInvalid: true })).totalCount).toBe(1);
    const other = await clerk.apiKeys.create({ name: 'other', subject });
    await clerk.apiKeys.revoke({ apiKeyId: other.id, revocationReason: 'lost' });
    expect(await refusal(clerk.apiKeys.verify(other.secret ?? ''))).toEqual([400, 'api_key_revoked']);
    await clerk.apiKeys.delete(other.id);
    expect(await refusal(clerk.apiKeys.get(other.id))).toEqual([404, 'resource_not_found']);
  });

  scenario('OAuth applications have secrets, and tokens that can be verified', async ({ clerk, emulator }) => {
    const app = await clerk.oauthApplications.create({
      name: 'Partner',
      redirectUris: ['https://partner.test/cb'],
      scopes: 'profile',
    });
    expect(app).toMatchObject({ name: 'Partner', scopes: 'profile', redirectUris: ['https://partner.test/cb'] });
    expect(app.clientSecret).toBeTruthy();
    expect((await clerk.oauthApplications.get(app.id)).clientSecret).toBeUndefined();
    expect((await clerk.oauthApplications.update({ oauthApplicationId: app.id, name: 'Partner 2' })).name).toBe(
      'Partner 2',
    );
    expect((await clerk.oauthApplications.rotateSecret(app.id)).clientSecret).not.toBe(app.clientSecret);
    expect((await clerk.oauthApplications.list({ orderBy: 'name' })).data.map(({ name }) => name)).toEqual([
      'Partner 2',
    ]);
    const { token } = await emulator.mintOAuthToken({
      applicationId: app.id,
      userId: emulator.users[0]?.id ?? '',
      scopes: ['profile'],
      act: { sub: 'mch_agent', iss: 'https://idp.test', act: { sub: 'mch_first' } },
    });
    expect((await clerk.idPOAuthAccessToken.verify(token)).act).toEqual({
      iss: 'https://idp.test',
      sub: 'mch_agent',
      act: { sub: 'mch_first' },
    });
    expect((await clerk.idPOAuthAccessToken.verify(token)).subject).toBe(emulator.users[0]?.id);
    await clerk.oauthApplications.revokeToken({ oauthApplicationId: app.id, token });
    expect((await clerk.idPOAuthAccessToken.verify(token)).revoked).toBe(true);
    expect(await refusal(clerk.idPOAuthAccessToken.verify('oat_none'))).toEqual([404, 'token-invalid']);
    await clerk.oauthApplications.delete(app.id);
    expect(await refusal(clerk.oauthApplications.get(app.id))).toEqual([404, 'resource_not_found']);
  });

  expectAsDescribed();
  expectAllMethodsCalled('machines', 'm2m', 'apiKeys', 'oauthApplications', 'idPOAuthAccessToken');
});
