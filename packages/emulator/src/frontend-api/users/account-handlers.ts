import type { FrontendHandlers } from '../frontend-handlers.js';
import { emailAddressHandlers } from './email-address-handlers.js';
import { externalAccountHandlers } from './external-account-handlers.js';
import { passkeyHandlers } from './passkey-handlers.js';
import { passwordHandlers } from './password-handlers.js';
import { phoneNumberHandlers } from './phone-number-handlers.js';
import { secondFactorHandlers } from './second-factor-handlers.js';
import { trustedDeviceHandlers } from './trusted-device-handlers.js';
import { userHandlers } from './user-handlers.js';

/** Everything that people can do with their own account. */
export const accountHandlers = {
  ...userHandlers,
  ...passwordHandlers,
  ...emailAddressHandlers,
  ...phoneNumberHandlers,
  ...secondFactorHandlers,
  ...passkeyHandlers,
  ...trustedDeviceHandlers,
  ...externalAccountHandlers,
} satisfies FrontendHandlers;
