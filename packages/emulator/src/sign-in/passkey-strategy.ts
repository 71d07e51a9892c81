import { checkPasskey, passkeyRequestOptions } from '../users/passkey.js';
import { unsupportedStrategy } from './attempt-verification.js';
import type { Strategy } from './strategy.js';

/** A passkey proves the person and the device, so no second factor follows. It finds the user itself. */
export const passkeyStrategy: Strategy = {
  listFactors: ({ passkeys }, { attributes: { passkey: attribute } }) =>
    attribute.enabled && attribute.used_for_first_factor && passkeys.some(({ verified }) => verified)
      ? [{ strategy: 'passkey' }]
      : [],
  findsUser: true,
  reverifies: true,
  next: 'complete',

  async prepare({ instance, settings, record }) {
    const { enabled, used_for_first_factor: isFirstFactor } = settings.attributes.passkey;
    if (!enabled || !isFirstFactor) throw unsupportedStrategy('passkey');
    const accepted = record?.passkeys.filter(({ verified }) => verified) ?? [];
    const { challenge, options } = await passkeyRequestOptions(instance, accepted);
    return { nonce: options, challenge };
  },

  async verify({ instance, verification, record, body, origin }) {
    const credential = body.requiredString('public_key_credential');
    // Without an application the emulator's own page asked the browser.
    const proof = { credential, origin: origin ?? instance.url };
    const used = await checkPasskey(instance, verification.challenge ?? '', proof);
    if (record && record.user.id !== used.scope) throw unsupportedStrategy('passkey');
    return { userId: used.scope };
  },
};
