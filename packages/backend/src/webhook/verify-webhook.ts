import { provider } from '#crypto';
import { WebhookVerificationError } from '../errors.js';
import type { WebhookEvent } from '../wire/webhook-event.js';

/** Options of {@link verifyWebhook}. */
export interface VerifyWebhookOptions {
  /** `whsec_…`, from the endpoint's page in the dashboard. Default: CLERK_WEBHOOK_SIGNING_SECRET. */
  readonly signingSecret?: string | undefined;
}

/** A delivery as plain facts: headers, and the body exactly as it came. */
export interface WebhookDelivery {
  /** @param name - in lower case */
  header(name: string): string | null | undefined;
  readonly body: string;
}

/** How far the delivery's time may be off, both ways, in s. */
const toleranceSeconds = 300;

function readSecret(option: string | undefined): Uint8Array {
  const environment = typeof process === 'undefined' ? undefined : process.env.CLERK_WEBHOOK_SIGNING_SECRET;
  const secret = option ?? environment;
  if (!secret) {
    throw new WebhookVerificationError(
      'webhook_secret_missing',
      'The signing secret is missing. Set CLERK_WEBHOOK_SIGNING_SECRET or pass `signingSecret`; you find it on the page of the endpoint in the dashboard.',
    );
  }
  const encoded = secret
    .replace(/^whsec_/, '')
    .replaceAll('+', '-')
    .replaceAll('/', '_');
  const key = encoded ? provider.decodeBase64Url(encoded) : undefined;
  if (key) return key;
  throw new WebhookVerificationError(
    'webhook_secret_invalid',
    'The signing secret is not one: expected `whsec_` and base64, copied whole from the page of the endpoint in the dashboard.',
  );
}

const headerNames = ['svix-id', 'svix-timestamp', 'svix-signature'] as const;

function readHeaders(delivery: WebhookDelivery): {
  readonly id: string;
  readonly timestamp: string;
  readonly signatures: string;
} {
  const [id = '', timestamp = '', signatures = ''] = headerNames.map((name) => delivery.header(name)?.trim() ?? '');
  if (id && timestamp && signatures) return { id, timestamp, signatures };
  const missing = headerNames.filter((name) => !delivery.header(name)?.trim());
  throw new WebhookVerificationError(
    'webhook_headers_missing',
    `Required headers are missing: ${missing.join(', ')}. Is this a delivery of the service, with its headers passed on?`,
  );
}

function readTime(timestamp: string, nowMs: number): number {
  const seconds = Number.parseInt(timestamp, 10);
  if (Math.abs(nowMs / 1000 - seconds) <= toleranceSeconds) return seconds;
  throw new WebhookVerificationError(
    'webhook_timestamp_invalid',
    `The time of the delivery is not within ${toleranceSeconds} s of now: it was delayed or replayed, or this machine's clock is off.`,
  );
}

/** Takes as long for the first different byte as for the last. */
function isEqual(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (const [index, byte] of left.entries()) difference |= byte ^ (right[index] ?? 0);
  return difference === 0;
}

/** Signatures in the header are separated by spaces; while a secret is rotated there are two. */
function isAmong(signatures: string, expected: Uint8Array): boolean {
  return signatures
    .split(' ')
    .filter((signature) => signature.startsWith('v1,'))
    .map((signature) => provider.decodeBase64Url(signature.slice(3).replaceAll('+', '-').replaceAll('/', '_')))
    .some((signature) => signature !== undefined && isEqual(signature, expected));
}

function readEvent(body: string): WebhookEvent {
  try {
    const { type, data, event_attributes } = JSON.parse(body) as WebhookEvent;
    // `type` and `data` come from one object of the service, which the compiler cannot follow through the members.
    return { type, object: 'event', data, ...(event_attributes && { event_attributes }) } as WebhookEvent;
  } catch (cause) {
    throw new WebhookVerificationError('webhook_payload_invalid', 'The payload is signed, but it is not JSON.', {
      cause,
    });
  }
}

/**
 * Verifies a delivery given as plain facts.
 * @throws {WebhookVerificationError} with the `code` of the refusal
 */
export async function verifyWebhookDelivery(
  delivery: WebhookDelivery,
  { signingSecret }: VerifyWebhookOptions = {},
): Promise<WebhookEvent> {
  const key = readSecret(signingSecret);
  const { id, timestamp, signatures } = readHeaders(delivery);
  const seconds = readTime(timestamp, Date.now());
  const expected = await provider.hmacSha256(key, `${id}.${seconds}.${delivery.body}`);
  if (isAmong(signatures, expected)) return readEvent(delivery.body);
  throw new WebhookVerificationError(
    'webhook_signature_invalid',
    'No signature fits. Check that the secret is that of this endpoint, and that the body is verified exactly as it came, not parsed and written again.',
  );
}

/**
 * Verifies a webhook and gives its event. The body is read.
 * @throws {WebhookVerificationError} with the `code` of the refusal
 * @see {@link https://clerk.com/docs/reference/backend/verify-webhook | verifyWebhook()}
 * @example
 * const event = await verifyWebhook(request);
 * if (event.type === 'user.created') await welcome(event.data);
 */
export async function verifyWebhook(request: Request, options?: VerifyWebhookOptions): Promise<WebhookEvent> {
  const body = await request.text();
  return verifyWebhookDelivery({ header: (name) => request.headers.get(name), body }, options);
}
