import { signWebhook } from 'testing';
import { describe, expect, it } from 'vitest';
import { verifyWebWebhook } from '../../src/web/verify-web-webhook.js';

const secret = `whsec_${btoa('a secret for webhooks')}`;
const other = `whsec_${btoa('another secret')}`;
const body = '{"type":"user.created","object":"event","data":{"id":"user_1"}}';
const delivery = () =>
  new Request('https://app.example.com/', { method: 'POST', headers: signWebhook(secret, body), body });

describe('verifyWebWebhook', () => {
  it('takes the secret of the options, else that of the platform', async () => {
    const event = { type: 'user.created', data: { id: 'user_1' } };
    expect(await verifyWebWebhook(delivery(), { signingSecret: secret })).toMatchObject(event);
    expect(await verifyWebWebhook(delivery(), {}, { CLERK_WEBHOOK_SIGNING_SECRET: secret })).toMatchObject(event);
    await expect(
      verifyWebWebhook(delivery(), { signingSecret: other }, { CLERK_WEBHOOK_SIGNING_SECRET: secret }),
    ).rejects.toMatchObject({ code: 'webhook_signature_invalid' });
  });

  it('reports a body that something else has read, unless the body was kept', async () => {
    const read = delivery();
    await read.text();
    await expect(verifyWebWebhook(read, { signingSecret: secret })).rejects.toMatchObject({
      code: 'webhook_body_unavailable',
    });
    const kept = Object.assign(delivery(), { rawBody: new TextEncoder().encode(body) });
    await kept.text();
    expect(await verifyWebWebhook(kept, { signingSecret: secret })).toMatchObject({ type: 'user.created' });
  });
});
