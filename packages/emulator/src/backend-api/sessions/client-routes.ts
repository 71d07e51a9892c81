import { clients as clientsEndpoints } from '@acme/backend/endpoints';
import { NotFoundError, ApiError } from '../../errors/api-error.js';
import { clientJSON } from '../../sessions/client-json.js';
import { takeHandshake } from '../../sessions/insert-handshake.js';
import { countClients, findClient, listClients } from '../../sessions/find-client.js';
import { findSession } from '../../sessions/find-session.js';
import { listAnswer } from '../../http/page-answer.js';
import { readPage } from '../../http/read-page.js';
import { answers } from '../backend-route.js';

export const clientRoutes = answers(clientsEndpoints, {
  getHandshakePayload: async ({ db, query, now }) => {
    const directives = await takeHandshake(db, query.get('nonce') ?? '', now());
    if (!directives) throw new NotFoundError('This handshake nonce is unknown, was used already or has expired.');
    return { directives };
  },

  verifyClient: async ({ body, ...instance }) => {
    const claims = await instance.signer.open(body.requiredString('token'));
    const session = typeof claims?.['sid'] === 'string' ? await findSession(instance.db, claims['sid']) : undefined;
    const client = session && (await findClient(instance.db, session.clientId));
    if (!client)
      throw new ApiError(400, 'verification_failed', 'The token does not belong to a client of this instance.');
    return clientJSON(instance, client);
  },

  getClient: async ({ params, ...instance }) => {
    const client = await findClient(instance.db, params.clientId);
    if (!client) throw new NotFoundError(`No client was found with id ${params.clientId}.`);
    return clientJSON(instance, client);
  },

  getClientList: async ({ query, ...instance }) => {
    const rows = await listClients(instance.db, readPage(query));
    const data = await Promise.all(rows.map((row) => clientJSON(instance, row)));
    return listAnswer(query, data, await countClients(instance.db));
  },
});
