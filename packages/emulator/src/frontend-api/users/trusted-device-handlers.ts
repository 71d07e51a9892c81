import { ParameterError } from '../../errors/api-error.js';
import type { RequestBody } from '../../http/request-body.js';
import { findActiveDevice } from '../../users/check-signed-challenge.js';
import {
  finishTrustedDevice,
  revokeTrustedDevice,
  startTrustedDevice,
  trustedDeviceJSON,
  trustedDevices,
  type DeviceClaims,
} from '../../users/trusted-device.js';
import { changeAnswer, readAnswer } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { requireSignedIn } from '../require-signed-in.js';
import { changeAccount } from './change-account.js';

export const trustedDeviceHandlers = {
  /** Whether an application can sign in with a device that it knows; nobody needs to be signed in. */
  async validateTrustedDevice(call) {
    const client = await call.ensureClient();
    const device = await findActiveDevice(call.instance, call.body.requiredString('trusted_device_id'));
    const valid = device !== undefined;
    return changeAnswer(call, client.id, { object: 'trusted_device_validation', valid });
  },

  async listTrustedDevices(call) {
    const { record } = await requireSignedIn(call);
    const rows = await trustedDevices.list(call.instance.db, {
      scope: record.user.id,
      where: { status: 'active' },
    });
    return readAnswer(rows.map(trustedDeviceJSON));
  },

  prepareTrustedDevice(call) {
    return changeAccount(call, ({ instance, record }) =>
      startTrustedDevice(instance, record.user.id, readClaims(call.body)),
    );
  },

  attemptTrustedDevice(call) {
    return changeAccount(call, async ({ instance, record }) => {
      const proof = {
        clientData: call.body.requiredString('client_data'),
        signature: call.body.requiredString('signature'),
      };
      return trustedDeviceJSON(await finishTrustedDevice(instance, record.user.id, readClaims(call.body), proof));
    });
  },

  revokeTrustedDevice: (call) =>
    changeAccount(call, async ({ instance, record }) =>
      trustedDeviceJSON(await revokeTrustedDevice(instance, record.user.id, call.params.trusted_device_id)),
    ),
} satisfies FrontendHandlers;

function readClaims(body: RequestBody): DeviceClaims {
  return {
    platform: body.word('platform', ['ios', 'android']) ?? missing('platform'),
    appIdentifier: body.requiredString('app_identifier'),
    name: body.string('name') ?? null,
    algorithm: body.word('algorithm', ['ES256']) ?? missing('algorithm'),
    publicKey: body.requiredString('public_key_jwk'),
  };
}

function missing(name: string): never {
  throw new ParameterError('form_param_missing', 'is missing', name, `${name} must be included.`);
}
