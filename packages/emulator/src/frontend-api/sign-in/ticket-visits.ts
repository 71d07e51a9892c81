import { ApiError } from '../../errors/api-error.js';
import { renderMessagePage } from '../../pages/render-message-page.js';
import { checkRedirectUrl } from '../../http/check-redirect-url.js';
import { findClient } from '../../sessions/find-client.js';
import { openTicket, redeemTicket } from '../../sign-in/redeem-ticket.js';
import { signInSteps } from '../../sign-in/sign-in-steps.js';
import type { FrontendCall } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { answerHandshake } from '../sessions/answer-handshake.js';

/** `GET /v1/tickets/accept`: redirects to the sign-in page, which uses up the ticket. */
function acceptTicket({ instance, query: given }: FrontendCall): Response {
  const query = new URLSearchParams({ __clerk_ticket: given.get('ticket') ?? '', __clerk_status: 'sign_in' });
  const redirectUrl = checkRedirectUrl(instance, given.get('redirect_url') ?? undefined);
  if (redirectUrl) query.set('redirect_url', redirectUrl.href);
  return new Response(null, { status: 303, headers: { location: `${instance.url}/sign-in?${query.toString()}` } });
}

/** `GET /v1/agents/tasks`: signs in and returns to the application with one navigation. */
async function visitAgentTask(call: FrontendCall): Promise<Response> {
  const { instance, query } = call;
  try {
    const token = query.get('ticket') ?? '';
    const redirectUrl = checkRedirectUrl(instance, (await openTicket(instance, token)).redirectUrl ?? undefined);
    if (!redirectUrl) throw new ApiError(400, 'redirect_url_invalid', 'The task does not say where to return to.');
    const client = await call.ensureClient();
    const user = await redeemTicket(instance, token);
    await signInSteps.complete(instance, client.id, 'ticket', user);
    const signedIn = (await findClient(instance.db, client.id)) ?? client;
    return await answerHandshake(instance, signedIn, redirectUrl, { format: instance.handshakeFormat });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return renderMessagePage({ status: error.status, title: 'This link does not work', text: error.message });
  }
}

/** Links that carry a ticket; browsers open them. */
export const ticketVisits = { acceptTicket, createAgentTask: visitAgentTask } satisfies FrontendHandlers;
