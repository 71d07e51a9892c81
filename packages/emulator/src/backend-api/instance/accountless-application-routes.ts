import type { Instance } from '../../instance/instance.js';
import type { AccountlessApplicationJSON } from '@acme/backend/wire';
import { answers } from '../backend-route.js';
import { accountlessApplications as accountlessEndpoints } from '@acme/backend/endpoints';

/** The application without an account is the emulator itself. */
function accountlessJSON({ publishableKey, secretKey, url, signer }: Instance): AccountlessApplicationJSON {
  return {
    object: 'accountless_application',
    id: signer.jwk.kid,
    publishable_key: publishableKey,
    secret_key: secretKey,
    claim_url: `${url}/`,
    api_keys_url: `${url}/`,
  };
}

export const accountlessApplicationRoutes = answers(accountlessEndpoints, {
  createAccountlessApplication: (context) => accountlessJSON(context),
  completeAccountlessApplicationOnboarding: (context) => accountlessJSON(context),
});
