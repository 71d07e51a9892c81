import { Collection, type Row, type StoreContext } from '../store/collection.js';

/** What can be used once and was used: a code, or the refresh token of a public client. Scope: the application. */
const usedGrants = new Collection<{ readonly grantId: string }>('oauth_used_grant', {
  idPrefix: 'oaug',
  uniqueBy: ({ grantId }) => grantId,
  taken: () => new AlreadyUsed(),
});

class AlreadyUsed extends Error {
  override readonly name = 'AlreadyUsed';
}

/** True for the first call with a row only, also if two processes call at the same time: the second insert of the same id fails. */
export async function claimOnce(context: StoreContext, { id, scope }: Row<object>): Promise<boolean> {
  try {
    await usedGrants.insert(context, { grantId: id }, { scope });
    return true;
  } catch (error) {
    if (error instanceof AlreadyUsed) return false;
    throw error;
  }
}
