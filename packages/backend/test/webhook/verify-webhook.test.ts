import { createHmac, randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { verifyNodeRequestWebhook, verifyNodeWebhook } from '../../src/node-http.js';
import { isWebhookVerificationError, verifyWebhook, type VerifyWebhookOptions } from '../../src/webhooks.js';

const key = Buffer.from('0123456789abcdef?>?>0123');
const secret = `whsec_${key.toString('base64')}`;
const id = 'msg_1';
const sent = Math.floor(Date.now() / 1000);
const body =
  '{"type":"user.created","object":"event","data":{"id":"user_1"},"timestamp":1654012591835,"instance_id":"ins_1"}';

const mac = (text = body, signingKey: Buffer = key) =>
  createHmac('sha256', signingKey).update(`${id}.${sent}.${text}`).digest('base64');

type Names = 'svix' | 'webhook';
const headersOf = (signature = `v1,${mac()}`, names: Names = 'svix') => ({
  [`${names}-id`]: id,
  [`${names}-timestamp`]: String(sent),
  [`${names}-signature`]: signature,
});

const request = (headers: Record<string, string> = headersOf(), text = body) =>
  new Request('https://app.example.com/', { method: 'POST', headers, body: text });

const verify = (headers?: Record<string, string>, options: VerifyWebhookOptions = { signingSecret: secret }) =>
  verifyWebhook(request(headers), options);

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the event', () => {
  it('keeps when and in which instance it happened', async () => {
    expect(await verify()).toEqual(JSON.parse(body));
  });
});

describe('a signed payload that cannot be an event', () => {
  it.each(['null', 'no JSON', ''])('%s', async (text) => {
    const result = verifyWebhook(request(headersOf(`v1,${mac(text)}`), text), { signingSecret: secret });
    await expect(result).rejects.toHaveProperty('code', 'webhook_payload_invalid');
  });
});

describe('secrets', () => {
  it.each(['whsec_', 'whsec_=', 'whsec_==', 'whsec_====', '=', 'whsec_ '])(
    '%j decodes to nothing, and is refused whatever was signed with it',
    async (signingSecret) => {
      const headers = headersOf(`v1,${mac(body, Buffer.alloc(0))}`);
      await expect(verify(headers, { signingSecret })).rejects.toMatchObject({ code: 'webhook_secret_invalid' });
    },
  );

  it.each([
    'undefined',
    'whsec_!',
    'whsec_AA AA',
    'whsec_AA-_',
    'whsec_whsec_AAAA',
    'AAAAwhsec_AAAA',
    'whsec_A',
    'whsec_Ł',
    'whsec_AAA===',
  ])('%j is no base64', async (signingSecret) => {
    const headers = headersOf(`v1,${mac(body, Buffer.from(signingSecret.replace('whsec_', ''), 'base64'))}`);
    await expect(verify(headers, { signingSecret })).rejects.toMatchObject({ code: 'webhook_secret_invalid' });
  });

  it('a secret with a line break at its end, as files have it, is the secret', async () => {
    await expect(verify(undefined, { signingSecret: `${secret}\n` })).resolves.toMatchObject({ type: 'user.created' });
  });

  it('several count while one is replaced', async () => {
    const other = `whsec_${randomBytes(24).toString('base64')}`;
    for (const signingSecret of [[other, secret], [secret, other], [secret]]) {
      await expect(verify(undefined, { signingSecret })).resolves.toMatchObject({ type: 'user.created' });
    }
    await expect(verify(undefined, { signingSecret: [other] })).rejects.toMatchObject({
      code: 'webhook_signature_invalid',
    });
  });

  it('each of several must be one', async () => {
    await expect(verify(undefined, { signingSecret: [secret, 'whsec_'] })).rejects.toMatchObject({
      code: 'webhook_secret_invalid',
    });
    // As in `[process.env.NEW_SECRET, process.env.OLD_SECRET]`: the message says that it is one of several, and that it is not there.
    await expect(verify(undefined, { signingSecret: [secret, undefined as never] })).rejects.toMatchObject({
      code: 'webhook_secret_invalid',
      message: expect.stringMatching(/^One of the signing secrets .*undefined came/) as string,
    });
    for (const signingSecret of [[], [''], [secret, ''], ' ', '\n']) {
      await expect(verify(undefined, { signingSecret })).rejects.toMatchObject({ code: 'webhook_secret_missing' });
    }
  });

  it('the variable counts where the option is absent', async () => {
    vi.stubEnv('CLERK_WEBHOOK_SIGNING_SECRET', secret);
    await expect(verify(undefined, {})).resolves.toMatchObject({ type: 'user.created' });
    await expect(verify(undefined, { signingSecret: undefined })).resolves.toMatchObject({ type: 'user.created' });
  });
});

describe('header names', () => {
  it('are those of the service, or those of the specification', async () => {
    await expect(verify(headersOf(undefined, 'webhook'))).resolves.toMatchObject({ type: 'user.created' });
  });

  it('the names of the service count first', async () => {
    const good = headersOf();
    const bad = headersOf('v1,AAAA', 'webhook');
    await expect(verify({ ...good, ...bad })).resolves.toMatchObject({ type: 'user.created' });
    await expect(verify({ ...headersOf('v1,AAAA'), ...headersOf(undefined, 'webhook') })).rejects.toMatchObject({
      code: 'webhook_signature_invalid',
    });
  });

  it('missing ones are named in both ways', async () => {
    const result = verify({ 'svix-id': id });
    await expect(result).rejects.toMatchObject({ code: 'webhook_headers_missing' });
    await expect(result).rejects.toThrow(
      'svix-timestamp (or webhook-timestamp), svix-signature (or webhook-signature)',
    );
  });

  it('of Node.js may be lists, numbers and in capitals', async () => {
    const headers = { 'Svix-Id': id, 'SVIX-TIMESTAMP': sent, 'svix-signature': ['v1,AAAA', `v1,${mac()}`] };
    // What Lambda shims and tests make by hand.
    const given = headers as unknown as Parameters<typeof verifyNodeWebhook>[0];
    await expect(verifyNodeWebhook(given, body, { signingSecret: secret })).resolves.toMatchObject({
      type: 'user.created',
    });
  });
});

describe('lists of signatures', () => {
  const good = mac();
  const lists: readonly string[] = [
    `v1,${good}`,
    `v1,AAAA v1,${good}`,
    `v1,AAAA,v1,${good}`,
    `v1,AAAA,${good}`,
    `v1,${good},v1,AAAA`,
    `v1,${good},junk`,
    `v1,${good}, v1,AAAA`,
    `v1,AAAA, v1,${good}`,
    `v1,AAAA  v1,${good}`,
    `v1,AAAA\tv1,${good}`,
    `v1,AAAA;v1,${good}`,
    `v1a,xx v1,${good}`,
    `v2,${good}`,
    `V1,${good}`,
    `v1=${good}`,
    `v1,${good.replace(/=+$/, '')}`,
    `v1,${good}=`,
    `v1,${good.replaceAll('+', '-').replaceAll('/', '_')}#`,
    `v1,${good.slice(0, -2)}Ł=`,
    good,
    'v1,',
    'v1',
    ',',
  ];

  it.each(lists)('%s is read as the reference library reads it', async (signature) => {
    const headers = headersOf(signature, 'webhook');
    let reference = 'accepted';
    try {
      new Webhook(secret).verify(body, headers);
    } catch {
      reference = 'refused';
    }
    const outcome = await verifyNodeWebhook(headers, body, { signingSecret: secret }).then(
      () => 'accepted',
      (error: unknown) => (isWebhookVerificationError(error) ? 'refused' : error),
    );
    expect(outcome).toBe(reference);
  });
});

describe('bodies that were read before', () => {
  const options = { signingSecret: secret };

  it('a used request is an error that says what to do', async () => {
    const used = request();
    await used.text();
    await expect(verifyWebhook(used, options)).rejects.toMatchObject({
      name: 'WebhookVerificationError',
      code: 'webhook_body_unavailable',
    });
  });

  it('so is one whose body somebody holds', async () => {
    const held = request();
    held.body?.getReader();
    await expect(verifyWebhook(held, options)).rejects.toMatchObject({ code: 'webhook_body_unavailable' });
  });

  it('and a request of Node.js given to the wrong function', async () => {
    const foreign = { headers: headersOf(), body: JSON.parse(body) as unknown };
    await expect(verifyWebhook(foreign as unknown as Request, options)).rejects.toMatchObject({
      code: 'webhook_body_unavailable',
    });
  });

  it.each<[string, unknown]>([
    ['text', body],
    ['a Buffer', Buffer.from(body)],
    ['bytes', new TextEncoder().encode(body)],
    ['an ArrayBuffer', new TextEncoder().encode(body).buffer],
  ])('`rawBody` counts: %s', async (_name, rawBody) => {
    const used = request();
    await used.text();
    await expect(verifyWebhook(Object.assign(used, { rawBody }), options)).resolves.toMatchObject({
      type: 'user.created',
    });
    const parsed = { headers: headersOf(), body: { changed: true }, rawBody };
    await expect(verifyNodeRequestWebhook(parsed, options)).resolves.toMatchObject({ type: 'user.created' });
    await expect(verifyWebhook(parsed as unknown as Request, options)).resolves.toMatchObject({ type: 'user.created' });
  });

  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['an empty object', {}],
    ['an empty list', []],
    ['a number', 5],
    ['true', true],
  ])('%s is no body', async (_name, parsed) => {
    await expect(verifyNodeWebhook(headersOf(), parsed, options)).rejects.toMatchObject({
      code: 'webhook_body_unavailable',
    });
  });

  it('a parsed body that cannot be written again is none', async () => {
    const itself: Record<string, unknown> = {};
    itself['itself'] = itself;
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    for (const parsed of [itself, { deep }]) {
      await expect(verifyNodeWebhook(headersOf(), parsed, options)).rejects.toMatchObject({
        code: 'webhook_body_unavailable',
      });
    }
  });

  it('a parsed body is written again, and a mismatch says so', async () => {
    await expect(verifyNodeWebhook(headersOf(), JSON.parse(body), options)).resolves.toMatchObject({
      type: 'user.created',
    });
    const spaced = `${body} `;
    const result = verifyNodeWebhook(headersOf(`v1,${mac(spaced)}`), JSON.parse(spaced), options);
    await expect(result).rejects.toMatchObject({ code: 'webhook_signature_invalid' });
    await expect(result).rejects.toThrow('raw body');
  });
});
