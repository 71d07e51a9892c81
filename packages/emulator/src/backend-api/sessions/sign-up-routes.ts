import { signUps as signUpsEndpoints } from '@acme/backend/endpoints';
import { NotFoundError } from '../../errors/api-error.js';
import { signUpJSON } from '../../sign-in/sign-up-json.js';
import type { Database } from '../../store/open-store.js';
import { findAttemptById, updateAttempt } from '../../sign-in/find-attempt.js';
import type { AttemptRow } from '../../store/tables.js';
import { answers } from '../backend-route.js';

export const signUpRoutes = answers(signUpsEndpoints, {
  get: async ({ params, db }) => signUpJSON(await requireSignUp(db, params.signUpAttemptId)),
  update: async ({ params, body, ...instance }) => {
    const row = await requireSignUp(instance.db, params.signUpAttemptId);
    const change = body.pick({ external_id: 'text', custom_action: 'flag' });
    const changed = { ...row, data: { ...row.data, ...change }, updatedAt: instance.now() };
    await updateAttempt(instance.db, changed);
    return signUpJSON(changed);
  },
});

async function requireSignUp(db: Database, id: string): Promise<AttemptRow> {
  const row = await findAttemptById(db, 'sign_up', id);
  if (row) return row;
  throw new NotFoundError(`No sign-up was found with id ${id}.`);
}
