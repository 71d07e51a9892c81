import { ApiError } from '../../errors/api-error.js';
import { renderMessagePage } from '../../pages/render-message-page.js';
import { checkRedirectUrl, withQuery } from '../../http/check-redirect-url.js';
import { findClient } from '../../sessions/find-client.js';
import { RequestBody } from '../../http/request-body.js';
import { findInvitation } from '../../sign-in/open-invitation.js';
import { openTicket } from '../../sign-in/redeem-ticket.js';
import { startSignIn } from '../../sign-in/sign-in-attempt.js';
import { findUserByEmailAddress } from '../../users/user-record.js';
import { signInSteps } from '../../sign-in/sign-in-steps.js';
import type { FrontendCall } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { answerHandshake } from '../sessions/answer-handshake.js';

/**
 * `GET /v1/tickets/accept`: redirects to the page that uses up the ticket: the one that the invitation names, or the emulator's own.
 * Invited people without an account sign up.
 */
async function acceptTicket({ instance, query: given }: FrontendCall): Promise<Response> {
  const ticket = given.get('ticket') ?? '';
  const invitation = await findInvitation(instance, ticket);
  const isNew = invitation && !(await findUserByEmailAddress(instance.db, invitation.emailAddress));
  const status = isNew ? 'sign_up' : 'sign_in';
  const named = checkRedirectUrl(instance, invitation?.redirectUrl ?? undefined);
  const page = named ?? new URL(isNew ? '/sign-up' : '/sign-in', instance.url);
  const location = new URL(withQuery(new URL(withQuery(page, '__clerk_ticket', ticket)), '__clerk_status', status));
  const redirectUrl = checkRedirectUrl(instance, given.get('redirect_url') ?? undefined);
  if (redirectUrl && !named) location.searchParams.set('redirect_url', redirectUrl.href);
  return new Response(null, { status: 303, headers: { location: location.href } });
}

/** `GET /v1/agents/tasks`: signs in and returns to the application with one navigation. */
async function visitAgentTask(call: FrontendCall): Promise<Response> {
  const { instance, query } = call;
  try {
    const token = query.get('ticket') ?? '';
    const redirectUrl = checkRedirectUrl(instance, (await openTicket(instance, token)).redirectUrl ?? undefined);
    if (!redirectUrl) throw new ApiError(400, 'redirect_url_invalid', 'The task does not say where to return to.');
    const client = await call.ensureClient();
    const body = new RequestBody({ ticket: token });
    await signInSteps.attemptFirst(instance, await startSignIn(instance, client.id), { strategy: 'ticket', body });
    const signedIn = (await findClient(instance.db, client.id)) ?? client;
    return await answerHandshake(instance, signedIn, redirectUrl, { format: instance.handshakeFormat });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return renderMessagePage({ status: error.status, title: 'This link does not work', text: error.message });
  }
}

/** Links that carry a ticket; browsers open them. */
export const ticketVisits = { acceptTicket, createAgentTask: visitAgentTask } satisfies FrontendHandlers;
