import { provider } from '#crypto';
import { toBase64Url } from '../to-base64-url.js';
import { attemptCrypto } from '../crypto/attempt-crypto.js';
import { checkKey, cleanKey } from '../clean-key.js';
import { ConfigurationError, WebhookVerificationError } from '../errors.js';
import { isEqualText } from '../is-equal-text.js';
import { takeOptions, type ReadCacheOptions, type RevocationOptions } from '../options.js';
import { readCacheOf, type ReadCache } from '../rest/read-cache.js';
import { revocationsOfEvent } from '../revocations/revocations-of-event.js';
import { revocationsOf, type Revocations } from '../revocations/revocations.js';
import type { WebhookEvent } from '../wire/webhook-event.js';
import { deliveryHeader } from './delivery-header.js';
import { readRawBody, type RawBodyRequest } from './read-raw-body.js';

/** Options of {@link verifyWebhook}. */
export interface VerifyWebhookOptions {
  /**
   * `whsec_…`, from the endpoint's page in the dashboard; several while a secret is replaced, of which one must fit. Default:
   * CLERK_WEBHOOK_SIGNING_SECRET.
   */
  readonly signingSecret?: string | readonly string[] | undefined;
  /** Gets what the event revokes: a session that ended, a user who was deleted or banned. The same object as in the middleware. */
  readonly revocations?: RevocationOptions | undefined;
  /** Forgets what the event changes: users, organizations, memberships. The same object as in the client. */
  readonly cache?: ReadCacheOptions | undefined;
  /** Secret key of the instance; needed for `cache`, and for `revocations` with a store and without a secret. Default: CLERK_SECRET_KEY. */
  readonly secretKey?: string | undefined;
}

const optionNames = [
  'signingSecret',
  'revocations',
  'cache',
  'secretKey',
] as const satisfies (keyof VerifyWebhookOptions)[];

/** A delivery as plain facts: headers, and the body exactly as it came. */
export interface WebhookDelivery {
  /** @param name - in lower case */
  header(name: string): string | null | undefined;
  readonly body: string;
  /** Whether the body was parsed and written as JSON again, so that a signature may not fit for that alone. Default false. */
  readonly isRewritten?: boolean | undefined;
}

/** How far the delivery's time may be off, both ways, in s. */
const toleranceSeconds = 300;

function readSecrets(option: VerifyWebhookOptions['signingSecret']): readonly Uint8Array[] {
  const environment = typeof process === 'undefined' ? undefined : process.env.CLERK_WEBHOOK_SIGNING_SECRET;
  const secrets = [option ?? environment ?? []].flat().map(cleanKey);
  if (secrets.length === 0 || secrets.includes('')) {
    throw new WebhookVerificationError(
      'webhook_secret_missing',
      'The signing secret is missing. Set CLERK_WEBHOOK_SIGNING_SECRET or pass `signingSecret`; you find it on the page of the endpoint in the dashboard.',
    );
  }
  return secrets.map((secret) =>
    readSecret(secret, secrets.length > 1 ? 'One of the signing secrets' : 'The signing secret'),
  );
}

/** An empty key would sign for everybody. */
function readSecret(secret: unknown, subject: string): Uint8Array {
  const expected = checkKey(secret);
  const encoded = expected ? undefined : toBase64Url(String(secret).replace(/^whsec_/, ''));
  const key = encoded === undefined ? undefined : provider.decodeBase64Url(encoded);
  if (key && key.length > 0) return key;
  throw new WebhookVerificationError(
    'webhook_secret_invalid',
    `${subject} cannot be used. It must be \`whsec_\` and base64, ${expected ?? 'copied whole from the page of the endpoint in the dashboard'}${secret === undefined ? ', and undefined came' : ''}.`,
  );
}

function secretKeyOf({ secretKey }: VerifyWebhookOptions): string {
  const environment = typeof process === 'undefined' ? undefined : process.env.CLERK_SECRET_KEY;
  return secretKey || cleanKey(environment ?? '');
}

/** @throws {ConfigurationError} `secret_key_missing` */
function takeRevocations(options: VerifyWebhookOptions): Revocations | undefined {
  return options.revocations && revocationsOf(options.revocations, secretKeyOf(options));
}

/** @throws {ConfigurationError} `secret_key_missing` */
function takeCache(options: VerifyWebhookOptions): ReadCache | undefined {
  if (!options.cache) return undefined;
  const secretKey = secretKeyOf(options);
  if (secretKey) return readCacheOf(options.cache, secretKey);
  throw new ConfigurationError(
    'secret_key_missing',
    'verifyWebhook needs the secret key of the instance to find what the event changes in `cache`. Set CLERK_SECRET_KEY, or pass `secretKey`.',
  );
}

const headerNames = ['id', 'timestamp', 'signature'] as const;

/** Each header has a name of the service that sends it, and one of the Standard Webhooks specification. */
function readHeaders(delivery: WebhookDelivery): {
  readonly id: string;
  readonly timestamp: string;
  readonly signatures: string;
} {
  const read = (name: string) => delivery.header(`svix-${name}`)?.trim() || delivery.header(`webhook-${name}`)?.trim();
  const [id, timestamp, signatures] = headerNames.map(read);
  if (id && timestamp && signatures) return { id, timestamp, signatures };
  const missing = headerNames.filter((name) => !read(name)).map((name) => `svix-${name} (or webhook-${name})`);
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

/**
 * Signatures in the header are separated by spaces; while a secret is replaced there are two. Of each, what follows a second comma does
 * not count: lists that a proxy has joined with commas are read so by the reference library, too.
 */
function isAmong(signatures: string, expected: string): boolean {
  return signatures
    .split(' ')
    .map((entry) => entry.split(','))
    .some(([version, signature]) => version === 'v1' && signature !== undefined && isEqualText(signature, expected));
}

async function sign(key: Uint8Array, text: string): Promise<string> {
  const bytes = await attemptCrypto('make a signature', () => provider.hmac('SHA-256', key, text));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

function readEvent(body: string): WebhookEvent {
  try {
    const { type, data, event_attributes, timestamp, instance_id } = JSON.parse(body) as WebhookEvent;
    // `type` and `data` come from one object of the service, which the compiler cannot follow through the members.
    return {
      type,
      object: 'event',
      data,
      ...(event_attributes && { event_attributes }),
      ...(timestamp !== undefined && { timestamp }),
      ...(instance_id !== undefined && { instance_id }),
    } as WebhookEvent;
  } catch (cause) {
    throw new WebhookVerificationError('webhook_payload_invalid', 'The payload is signed, but it is not JSON.', {
      cause,
    });
  }
}

const noSignatureFits = ({ isRewritten }: WebhookDelivery) =>
  new WebhookVerificationError(
    'webhook_signature_invalid',
    'No signature fits. Check that the secret is that of this endpoint, and that the body is verified exactly as it came. ' +
      (isRewritten
        ? 'It was parsed before, and had to be written as JSON again: give the route its raw body.'
        : 'A body that was parsed and written again may differ in a space.'),
  );

/**
 * Verifies a delivery given as headers and text.
 * @throws {WebhookVerificationError} with the `code` of the refusal
 * @throws {CryptoError} if the runtime's cryptography failed
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`, `secret_key_missing`
 * @example
 * const event = await verifyWebhookDelivery({ header: (name) => headers.get(name), body });
 */
export async function verifyWebhookDelivery(
  delivery: WebhookDelivery,
  options: VerifyWebhookOptions = {},
): Promise<WebhookEvent> {
  const taken = takeOptions(options, 'verifyWebhook', optionNames);
  const revocations = takeRevocations(taken);
  const cache = takeCache(taken);
  const keys = readSecrets(taken.signingSecret);
  const { id, timestamp, signatures } = readHeaders(delivery);
  const seconds = readTime(timestamp, Date.now());
  const text = `${id}.${seconds}.${delivery.body}`;
  const expected = await Promise.all(keys.map((key) => sign(key, text)));
  if (!expected.some((signature) => isAmong(signatures, signature))) throw noSignatureFits(delivery);
  const event = readEvent(delivery.body);
  await Promise.all([
    revocations?.publish(revocationsOfEvent(event, seconds * 1000, revocations)),
    cache?.outdateByEvent(event),
  ]);
  return event;
}

/**
 * Verifies a webhook and gives its event. The body is read, or `request.rawBody` used where something has kept it.
 * @throws {WebhookVerificationError} with the `code` of the refusal; `webhook_body_unavailable` if the body was read before
 * @throws {CryptoError} if the runtime's cryptography failed
 * @see {@link https://clerk.com/docs/reference/backend/verify-webhook | verifyWebhook()}
 * @example
 * const event = await verifyWebhook(request);
 * if (event.type === 'user.created') await welcome(event.data);
 */
export async function verifyWebhook(
  request: Request & RawBodyRequest,
  options?: VerifyWebhookOptions,
): Promise<WebhookEvent> {
  const body = await readRawBody(request);
  return verifyWebhookDelivery({ header: (name) => deliveryHeader(request.headers, name), body }, options);
}
