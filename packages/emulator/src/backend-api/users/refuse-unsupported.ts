import { ParameterError } from '../../errors/api-error.js';
import type { RequestBody } from '../../http/request-body.js';

const unsupported = {
  password_digest: 'The emulator does not import password digests. Send password instead.',
  web3_wallet: 'The emulator has no wallets: they need a blockchain.',
  primary_web3_wallet_id: 'The emulator has no wallets: they need a blockchain.',
  profile_image_id: 'Upload the picture with POST /users/{user_id}/profile_image.',
} as const;

/** Refuses fields of a user that the emulator cannot store: nothing is ignored. @throws {ParameterError} `form_param_unknown` */
export function refuseUnsupported({ fields }: RequestBody): void {
  for (const [name, reason] of Object.entries(unsupported)) {
    const value = fields[name];
    const isEmpty =
      value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
    if (!isEmpty) throw new ParameterError('form_param_unknown', 'is not supported', name, reason);
  }
  for (const kind of ['email_address', 'phone_number']) {
    const name = `${kind}_identification_status`;
    const states = fields[name];
    if (Array.isArray(states) && states.some((state) => state !== 'verified')) {
      throw new ParameterError('form_param_unknown', 'is not supported', name, 'The emulator reserves no addresses.');
    }
  }
}
