import { afterEach, describe, expect, it } from 'vitest';
import { verifyWebhook, type VerifyWebhookOptions } from '../../src/webhooks.js';
import { meantToPass, withKept } from './intended-differences.js';
import { endReplay, readVectors, VectorReplay } from '../vector-replay.js';

interface Vector {
  readonly name: string;
  readonly now: number;
  readonly options: VerifyWebhookOptions;
  readonly env?: Readonly<Record<string, string>>;
  readonly body: string;
  readonly headers: Record<string, string>;
  readonly expected: { readonly ok: boolean; readonly value?: unknown };
}

afterEach(endReplay);

describe('verifyWebhook, as recorded', () => {
  for (const { name, now, options, env, body, headers, expected } of readVectors<Vector>('webhooks')) {
    it(name, async () => {
      new VectorReplay(now, [], { CLERK_WEBHOOK_SIGNING_SECRET: '', ...env });
      const result = verifyWebhook(new Request('https://app.example/', { method: 'POST', headers, body }), options);
      if (meantToPass.has(name)) expect(await result).toMatchObject({ type: 'user.created' });
      else if (expected.ok) expect(JSON.parse(JSON.stringify(await result))).toEqual(withKept(expected.value, body));
      else await expect(result).rejects.toHaveProperty('name', 'WebhookVerificationError');
    });
  }
});
