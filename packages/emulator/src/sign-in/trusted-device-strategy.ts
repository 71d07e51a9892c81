import { checkSignedChallenge, requireActiveDevice, signInChallenge } from '../users/check-signed-challenge.js';
import { unsupportedStrategy } from './attempt-verification.js';
import type { Strategy } from './strategy.js';

/** A device that the user enrolled in a native application signs a challenge. It finds the user itself. */
export const trustedDeviceStrategy: Strategy = {
  listFactors: () => [],
  findsUser: true,

  async prepare({ instance, verification, record, body }) {
    const device = await requireActiveDevice(instance, body.requiredString('trusted_device_id'));
    if (record && record.user.id !== device.scope) throw unsupportedStrategy('trusted_device');
    return { deviceChallenge: signInChallenge(instance, device, verification) };
  },

  async verify({ instance, verification, record, body }) {
    body.word('algorithm', ['ES256']);
    const proof = {
      deviceId: body.requiredString('trusted_device_id'),
      clientData: body.requiredString('client_data'),
      signature: body.requiredString('signature'),
    };
    if (!verification.deviceChallenge) throw unsupportedStrategy('trusted_device');
    const device = await checkSignedChallenge(instance, verification.deviceChallenge, proof);
    if (record && record.user.id !== device.scope) throw unsupportedStrategy('trusted_device');
    return { userId: device.scope };
  },
};
