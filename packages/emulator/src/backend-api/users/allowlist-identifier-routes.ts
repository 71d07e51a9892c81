import { allowlistIdentifiers as allowlistEndpoints } from '@acme/backend/endpoints';
import { insertInvitation } from '../../users/invitation.js';
import { listAnswer } from '../../http/page-answer.js';
import { readPage } from '../../http/read-page.js';
import { answers } from '../backend-route.js';
import { allowlist, identifierTypeOf, removeIdentifier, identifierJSON } from '../../users/identifier-list.js';

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
    const identifier = body.requiredString('identifier');
    const type = identifierTypeOf(identifier);
    const invitation =
      body.boolean('notify') === true && type === 'email_address'
        ? await insertInvitation(instance, { emailAddress: identifier, ignoreExisting: true })
        : undefined;
    const row = await allowlist.insert(instance, { identifier, type, invitationId: invitation?.id });
    return identifierJSON(allowlist, row);
  },
  deleteAllowlistIdentifier: ({ params, db }) => removeIdentifier(allowlist, db, params.allowlistIdentifierId),
});
