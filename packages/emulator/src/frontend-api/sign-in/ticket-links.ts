import type { Context } from 'hono';
import { clientCookieName, readCookie } from '../../sessions/client-cookie.js';
import { ApiError } from '../../errors/api-error.js';
import type { Instance } from '../../instance/instance.js';
import { renderMessagePage } from '../../pages/render-message-page.js';
import { checkRedirectUrl } from '../../http/check-redirect-url.js';
import { createClient } from '../../sessions/create-client.js';
import { findClientByHint } from '../../sessions/client-hint.js';
import { findClient } from '../../sessions/find-client.js';
import { openTicket, redeemTicket } from '../../sign-in/redeem-ticket.js';
import { signInSteps } from '../../sign-in/sign-in-steps.js';
import { answerHandshake } from '../sessions/answer-handshake.js';

/** `GET /v1/tickets/accept`: redirects to the sign-in page, which uses up the ticket. */
function acceptTicketLink(instance: Instance, c: Context): Response {
  const query = new URLSearchParams({ __clerk_ticket: c.req.query('ticket') ?? '', __clerk_status: 'sign_in' });
  const redirectUrl = checkRedirectUrl(instance, c.req.query('redirect_url'));
  if (redirectUrl) query.set('redirect_url', redirectUrl.href);
  return c.redirect(`${instance.url}/sign-in?${query.toString()}`, 303);
}

/** `GET /v1/agents/tasks`: signs in and returns to the application with one navigation. */
async function visitAgentTask(instance: Instance, c: Context): Promise<Response> {
  try {
    const token = c.req.query('ticket') ?? '';
    const redirectUrl = checkRedirectUrl(instance, (await openTicket(instance, token)).redirectUrl ?? undefined);
    if (!redirectUrl) throw new ApiError(400, 'redirect_url_invalid', 'The task does not say where to return to.');
    const cookie = readCookie(c.req.header('cookie'), clientCookieName(instance));
    const client = (await findClientByHint(instance, { cookie })) ?? (await createClient(instance));
    const user = await redeemTicket(instance, token);
    await signInSteps.complete(instance, client.id, 'ticket', user);
    const signedIn = (await findClient(instance.db, client.id)) ?? client;
    return await answerHandshake(instance, signedIn, redirectUrl, { format: instance.handshakeFormat });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return renderMessagePage({ status: error.status, title: 'This link does not work', text: error.message });
  }
}

/** The addresses in links that carry a ticket; browsers open them. */
export const ticketLinks = { '/v1/tickets/accept': acceptTicketLink, '/v1/agents/tasks': visitAgentTask } as const;
