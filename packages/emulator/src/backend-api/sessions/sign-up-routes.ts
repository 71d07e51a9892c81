import { signUps as signUpsEndpoints } from '@acme/backend/endpoints';
import { NotFoundError } from '../../errors/api-error.js';
import type { Instance } from '../../instance/instance.js';
import { changeAttempt } from '../../sign-in/find-attempt.js';
import { findSignUp, type SignUpAttempt } from '../../sign-in/sign-up-attempt.js';
import { signUpJSON } from '../../sign-in/sign-up-json.js';
import { answers } from '../backend-route.js';

export const signUpRoutes = answers(signUpsEndpoints, {
  get: async ({ params, ...instance }) =>
    signUpJSON(instance, await requireAnySignUp(instance, params.signUpAttemptId)),
  update: async ({ params, body, ...instance }) => {
    const attempt = await requireAnySignUp(instance, params.signUpAttemptId);
    const { external_id: externalId, custom_action: customAction } = body.pick({
      external_id: 'text',
      custom_action: 'flag',
    });
    const data = {
      ...(externalId !== undefined && { externalId }),
      ...(customAction !== undefined && { customAction }),
    };
    return signUpJSON(instance, await changeAttempt(instance, attempt, { data }));
  },
});

async function requireAnySignUp(instance: Instance, id: string): Promise<SignUpAttempt> {
  const attempt = await findSignUp(instance, id, undefined);
  if (attempt) return attempt;
  throw new NotFoundError(`No sign-up was found with id ${id}.`);
}
