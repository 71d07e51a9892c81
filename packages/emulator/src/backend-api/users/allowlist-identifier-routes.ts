import { allowlistIdentifiers as allowlistEndpoints } from '@acme/backend/endpoints';
import { insertInvitation } from '../../users/invitation.js';
import { listAnswer } from '../../http/page-answer.js';
import { readPage } from '../../http/read-page.js';
import { answers } from '../backend-route.js';
import { addIdentifier, allowlist, removeIdentifier, identifierJSON } from '../../users/identifier-list.js';

export const allowlistIdentifierRoutes = answers(allowlistEndpoints, {
  getAllowlistIdentifierList: async ({ query, db }) => {
    const { rows, total } = await allowlist.page(db, { page: readPage(query) });
    return listAnswer(
      query,
      rows.map((row) => identifierJSON(allowlist, row)),
      total,
    );
  },
  createAllowlistIdentifier: async ({ body, ...instance }) => {
    const mayNotify = body.boolean('notify') === true;
    const row = await addIdentifier(allowlist, instance, body.requiredString('identifier'));
    const isAddress = row.type === 'email_address' && !row.identifier.startsWith('*@');
    if (!mayNotify || !isAddress) return identifierJSON(allowlist, row);
    try {
      const { id } = await insertInvitation(instance, { emailAddress: row.identifier, ignoreExisting: true });
      return identifierJSON(allowlist, await allowlist.update(instance, row, { invitationId: id }));
    } catch (error) {
      await allowlist.delete(instance.db, row.id);
      throw error;
    }
  },
  deleteAllowlistIdentifier: ({ params, db }) => removeIdentifier(allowlist, db, params.allowlistIdentifierId),
});
