import { answers } from '../backend-route.js';
import { blocklistIdentifiers as blocklistEndpoints } from '@acme/backend/endpoints';
import { addIdentifier, blocklist, identifierJSON, removeIdentifier } from '../../users/identifier-list.js';
import { readPage } from '../../http/read-page.js';
import { pageAnswer } from '../../http/page-answer.js';

export const blocklistIdentifierRoutes = answers(blocklistEndpoints, {
  getBlocklistIdentifierList: async ({ query, db }) => {
    const { rows, total } = await blocklist.page(db, { page: readPage(query) });
    return pageAnswer(
      rows.map((row) => identifierJSON(blocklist, row)),
      total,
    );
  },
  createBlocklistIdentifier: async ({ body, ...instance }) =>
    identifierJSON(blocklist, await addIdentifier(blocklist, instance, body.requiredString('identifier'))),
  deleteBlocklistIdentifier: ({ params, db }) => removeIdentifier(blocklist, db, params.blocklistIdentifierId),
});
