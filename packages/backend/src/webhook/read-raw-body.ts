import { createTextDecoder } from '../crypto/web-globals.js';
import { WebhookVerificationError } from '../errors.js';

/** A request of a framework, as far as its body matters. */
export interface RawBodyRequest {
  /** The unparsed body, which plugins and platforms keep beside the parsed one. */
  readonly rawBody?: unknown;
}

/** Bytes or text exactly as they came, as text; undefined: neither. */
export function rawText(body: unknown): string | undefined {
  if (typeof body === 'string') return body;
  const isBytes = ArrayBuffer.isView(body) || Object.prototype.toString.call(body) === '[object ArrayBuffer]';
  // The check above holds in every realm, which the compiler does not see.
  return isBytes ? createTextDecoder({ ignoreBOM: true }).decode(body as AllowSharedBufferSource) : undefined;
}

/** The unparsed body is not available. */
export const bodyUnavailable = (why: string, cause?: unknown) =>
  new WebhookVerificationError(
    'webhook_body_unavailable',
    `${why} The signature covers the body as it came. Give the route the raw body: in Express \`express.raw({ type: "application/json" })\`, ` +
      'in Fastify a content type parser with `parseAs: "buffer"`, elsewhere verify before anything reads the body, or keep its text as ' +
      '`request.rawBody`.',
    { cause },
  );

/** What can give its body as text, once. */
export interface UnreadBody extends RawBodyRequest {
  /** Whether it has been given. Default false. */
  readonly bodyUsed?: boolean;
  text(): Promise<string>;
}

/**
 * The body of a Fetch API request, or what something has kept of it as `rawBody`.
 * @throws {WebhookVerificationError} `webhook_body_unavailable`
 */
export async function readRawBody(request: UnreadBody): Promise<string> {
  const kept = rawText(request.rawBody);
  if (kept !== undefined) return kept;
  if (typeof request.text !== 'function') {
    throw bodyUnavailable(
      'The request is not a Fetch API `Request`; the adapters have a `verifyWebhook` for their own.',
    );
  }
  if (request.bodyUsed) throw bodyUnavailable('The body of the request was read before.');
  try {
    return await request.text();
  } catch (cause) {
    throw bodyUnavailable('The body of the request cannot be read.', cause);
  }
}
