import { signWebhook, withEnvironment } from 'testing';
import { afterEach, expect, it, vi } from 'vitest';
import { verifyNodeWebhook } from '../../src/node-http.js';
import { verifyWebhook } from '../../src/webhooks.js';

// Who sets webhooks up reads these messages; each says what to do.

const secret = `whsec_${btoa('a secret for webhooks')}`;
const body = '{"type":"user.created","object":"event","data":{}}';
const post = (text = body, headers: Record<string, string> = signWebhook(secret, body)) =>
  new Request('https://app.example.com/', { method: 'POST', headers, body: text });

afterEach(() => {
  vi.useRealTimers();
});

it.each<readonly [what: string, verify: () => Promise<unknown>, code: string, message: RegExp]>([
  [
    'no secret',
    () => verifyWebhook(post()),
    'webhook_secret_missing',
    /^The signing secret is missing\. Set CLERK_WEBHOOK_SIGNING_SECRET or pass `signingSecret`/,
  ],
  [
    'one secret that is none',
    () => verifyWebhook(post(), { signingSecret: 'whsec_!' }),
    'webhook_secret_invalid',
    /^The signing secret cannot be used\. It must be `whsec_` and base64, copied whole from the page of the endpoint in the dashboard\.$/,
  ],
  [
    'one of several secrets that is none',
    () => verifyWebhook(post(), { signingSecret: [secret, 'whsec_!'] }),
    'webhook_secret_invalid',
    /^One of the signing secrets cannot be used/,
  ],
  [
    'a secret that is a number',
    () => verifyWebhook(post(), { signingSecret: 5555 as never }),
    'webhook_secret_invalid',
    /^The signing secret cannot be used\. It must be `whsec_` and base64, (?!copied)/,
  ],
  [
    'a list with undefined',
    () => verifyWebhook(post(), { signingSecret: [undefined as never] }),
    'webhook_secret_invalid',
    /, and undefined came\.$/,
  ],
  [
    'a prefix that is there twice',
    () => verifyWebhook(post(), { signingSecret: secret.replace('whsec_', 'whsec_whsec_') }),
    'webhook_secret_invalid',
    /^The signing secret cannot be used/,
  ],
  [
    'headers that are missing',
    () => verifyWebhook(post(body, { 'svix-id': 'msg_1', 'svix-timestamp': '1' }), { signingSecret: secret }),
    'webhook_headers_missing',
    /: svix-signature \(or webhook-signature\)/,
  ],
  [
    'headers that are only spaces',
    () => verifyWebhook(post(body, { ...signWebhook(secret, body), 'svix-id': '\t ' }), { signingSecret: secret }),
    'webhook_headers_missing',
    /: svix-id \(or webhook-id\)/,
  ],
  [
    'a time long ago',
    () => verifyWebhook(post(body, signWebhook(secret, body, { timestamp: 1 })), { signingSecret: secret }),
    'webhook_timestamp_invalid',
    /^The time of the delivery is not within 300 s of now: /,
  ],
  [
    'a body that was changed',
    () => verifyWebhook(post(`${body} `), { signingSecret: secret }),
    'webhook_signature_invalid',
    /^No signature fits\. Check that the secret .* A body that was parsed and written again may differ in a space\.$/,
  ],
  [
    'a body that is no JSON',
    () => verifyWebhook(post('{', signWebhook(secret, '{')), { signingSecret: secret }),
    'webhook_payload_invalid',
    /^The payload is signed, but it is not JSON\.$/,
  ],
  [
    'a request that is none',
    () => verifyWebhook({ headers: new Headers() } as never, { signingSecret: secret }),
    'webhook_body_unavailable',
    /^The request is not a Fetch API `Request`.*express\.raw.*parseAs: "buffer".*`request\.rawBody`\.$/s,
  ],
  [
    'a body that was read',
    async () => {
      const request = post();
      await request.text();
      return verifyWebhook(request, { signingSecret: secret });
    },
    'webhook_body_unavailable',
    /^The body of the request was read before\. The signature covers the body as it came/,
  ],
])('refuses %s', async (_what, verify, code, message) => {
  withEnvironment({ CLERK_WEBHOOK_SIGNING_SECRET: undefined });
  const error: unknown = await verify().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'WebhookVerificationError', code });
  expect((error as Error).message).toMatch(message);
});

it('keeps the cause where a body cannot be read or parsed', async () => {
  const cause = new Error('the stream broke');
  const broken = { headers: new Headers(signWebhook(secret, body)), text: () => Promise.reject(cause) };
  await expect(verifyWebhook(broken as never, { signingSecret: secret })).rejects.toMatchObject({
    code: 'webhook_body_unavailable',
    message: expect.stringMatching(/^The body of the request cannot be read\./) as string,
    cause,
  });
  const noJson = post('{', signWebhook(secret, '{'));
  await expect(verifyWebhook(noJson, { signingSecret: secret })).rejects.toMatchObject({
    cause: expect.any(SyntaxError) as Error,
  });
});

it('counts a header that is null as missing', async () => {
  const headers = { ...signWebhook(secret, body), 'svix-id': null } as never;
  await expect(verifyNodeWebhook(headers, body, { signingSecret: secret })).rejects.toMatchObject({
    code: 'webhook_headers_missing',
  });
});

it('needs no `process`, which edge runtimes do not have', async () => {
  const headers = signWebhook(secret, body);
  vi.stubGlobal('process', undefined);
  const verifying = verifyNodeWebhook(headers, body, { signingSecret: secret });
  vi.unstubAllGlobals();
  expect(await verifying).toMatchObject({ type: 'user.created' });
});

it('names an option that does not exist, and the function', async () => {
  await expect(verifyWebhook(post(), { secret } as never)).rejects.toMatchObject({
    code: 'option_unknown',
    message: expect.stringContaining('verifyWebhook') as string,
  });
});

it('allows five minutes to the second, both ways', async () => {
  const now = 1_800_000_000;
  vi.useFakeTimers({ now: now * 1000, toFake: ['Date'] });
  for (const [seconds, fits] of [
    [300, true],
    [-300, true],
    [301, false],
    [-301, false],
  ] as const) {
    const headers = signWebhook(secret, body, { timestamp: now + seconds });
    const result = verifyWebhook(post(body, headers), { signingSecret: secret });
    if (fits) expect(await result).toMatchObject({ type: 'user.created' });
    else await expect(result).rejects.toMatchObject({ code: 'webhook_timestamp_invalid' });
  }
});

it('trims headers under both names, and takes them in capitals and as lists from Node.js', async () => {
  const signed = signWebhook(secret, body);
  const padded = Object.fromEntries(
    Object.entries(signed).map(([name, value]) => [name.replace('svix', 'webhook').toUpperCase(), [` ${value} `]]),
  );
  const event = await verifyNodeWebhook({ ...padded, 'SVIX-ID': undefined }, body, { signingSecret: secret });
  expect(event).toMatchObject({ type: 'user.created' });
  const spaced = { ...signed, 'svix-id': ` ${signed['svix-id']} `, 'svix-timestamp': ` ${signed['svix-timestamp']}` };
  expect(await verifyNodeWebhook(spaced, body, { signingSecret: secret })).toMatchObject({ object: 'event' });
});

it('keeps a byte order mark, which is part of what was signed', async () => {
  const marked = `\uFEFF${body}`;
  const request = { headers: new Headers(signWebhook(secret, marked)), rawBody: new TextEncoder().encode(marked) };
  // A mark is no JSON, so the signature was found good before.
  await expect(verifyWebhook(request as never, { signingSecret: secret })).rejects.toMatchObject({
    code: 'webhook_payload_invalid',
  });
});
