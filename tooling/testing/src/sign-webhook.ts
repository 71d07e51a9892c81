import { createHmac } from 'node:crypto';

/**
 * The headers of a webhook, signed as Svix signs (https://docs.svix.com/receiving/verifying-payloads/how-manual).
 * @param secret - `whsec_` and a key in base64
 * @param timestamp - seconds since 1970; default: now
 */
export function signWebhook(
  secret: string,
  body: string,
  {
    id = 'msg_1',
    timestamp = Math.floor(Date.now() / 1000),
  }: { readonly id?: string; readonly timestamp?: number } = {},
): Record<'content-type' | 'svix-id' | 'svix-timestamp' | 'svix-signature', string> {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'content-type': 'application/json',
    'svix-id': id,
    'svix-timestamp': String(timestamp),
    'svix-signature': `v1,${signature}`,
  };
}
