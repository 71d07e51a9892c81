import { hourSeconds, requireUserId, ticketJSON, revokeTicket } from './revoke-ticket.js';
import { answers } from '../backend-route.js';
import { signInTokens as signInTokensEndpoints } from '@acme/backend/endpoints';
import { createTicket } from '../../sign-in/create-ticket.js';

const signInTokenSeconds = 30 * 24 * hourSeconds;

export const signInTokenRoutes = answers(signInTokensEndpoints, {
  createSignInToken: async ({ body, ...instance }) => {
    const userId = await requireUserId(instance, body.requiredString('user_id'));
    const lifetimeSeconds = body.integer('expires_in_seconds') ?? signInTokenSeconds;
    return ticketJSON(instance, await createTicket(instance, { kind: 'sign_in_token', userId, lifetimeSeconds }), true);
  },
  revokeSignInToken: ({ params, ...instance }) => revokeTicket(instance, 'sign_in_token', params.signInTokenId),
});
