import { signWebhook } from 'testing';
import { expect, it } from 'vitest';
import type { Webhooks } from './define-adapter.js';

// Written with spaces: parsed and written again it would be another text.
const body = '{ "type": "user.created", "object": "event", "data": { "id": "user_1" } }';
const compact = JSON.stringify(JSON.parse(body));
const secret = `whsec_${btoa('adapter-tests-secret')}`;
const secrets = [`whsec_${btoa('an older secret')}`, secret];

async function deliver(url: string, text = body, prefix = 'svix'): Promise<unknown> {
  const headers = Object.entries(signWebhook(secret, text));
  const renamed = headers.map(([name, value]) => [name.replace('svix', prefix), value] as const);
  return (await fetch(url, { method: 'POST', headers: Object.fromEntries(renamed), body: text })).json();
}

/** Webhooks with two secrets, however the application read the body before. */
export function describeWebhookBodies({ verified, parsed, unavailable }: Webhooks): void {
  it.each(Object.entries(verified))(
    '%s: verified in the bytes they came in, under both header names',
    async (_, run) => {
      const url = await run(secrets);
      expect(await deliver(url)).toMatchObject({ type: 'user.created', data: { id: 'user_1' } });
      expect(await deliver(url, body, 'webhook')).toMatchObject({ type: 'user.created' });
    },
  );

  it.each(Object.entries(parsed))('%s: a parsed body works if it is compact', async (_, run) => {
    const url = await run(secrets);
    expect(await deliver(url, compact)).toMatchObject({ type: 'user.created' });
    expect(await deliver(url)).toEqual({ name: 'WebhookVerificationError', code: 'webhook_signature_invalid' });
  });

  it.each(Object.entries(unavailable))('%s: an error with its code', async (_, run) => {
    const url = await run(secrets);
    expect(await deliver(url)).toEqual({ name: 'WebhookVerificationError', code: 'webhook_body_unavailable' });
  });
}
