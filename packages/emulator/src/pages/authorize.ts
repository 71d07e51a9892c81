import type { Instance } from '../instance/instance.js';
import { createAuthorizationCode } from '../oauth/redeem-authorization-code.js';
import {
  readAuthorizationRequest,
  RedirectableError,
  type AuthorizationRequest,
} from '../oauth/authorization-request.js';
import { needsConsent } from '../oauth/needs-consent.js';
import { OAuthError } from '../oauth/oauth-error.js';
import { settleTasks } from '../sessions/settle-tasks.js';
import type { SessionRow } from '../store/tables.js';
import { oauthAnswer } from './oauth-answer.js';
import { renderMessagePage } from './render-message-page.js';

/**
 * Answers a request for access: with a code, with a refusal, or by a page where the person signs in or agrees.
 * @param session - of the person, if one is signed in
 */
export async function authorize(
  instance: Instance,
  parameters: URLSearchParams,
  session: SessionRow | undefined,
): Promise<Response> {
  return refusing(instance, async () => {
    const request = await readAuthorizationRequest(instance, parameters);
    const mayAsk = !request.prompts.includes('none');
    const refuse = (code: string, description: string) => new RedirectableError(code, description, request);
    if (request.prompts.includes('login')) return redirect(`${instance.url}/sign-out`, again(instance, parameters));
    if (!session) {
      if (mayAsk) return redirect(`${instance.url}/sign-in`, again(instance, parameters));
      throw refuse('login_required', 'Nobody is signed in.');
    }
    if (await needsConsent(instance, request, session.userId)) {
      if (mayAsk) return redirect(`${instance.url}/oauth-consent`, parameters);
      throw refuse('consent_required', 'The person has not agreed yet.');
    }
    return grant(instance, request, session);
  });
}

/**
 * Sends the application a code for what the person granted.
 * @throws {RedirectableError} `interaction_required` while the session has tasks
 */
export async function grant(
  instance: Instance,
  request: AuthorizationRequest,
  session: SessionRow,
  organizationId = session.lastActiveOrganizationId,
): Promise<Response> {
  if ((await settleTasks(instance, session)).session.status === 'pending') {
    throw new RedirectableError('interaction_required', 'The person has to complete the session first.', request);
  }
  const person = { userId: session.userId, organizationId, signedInAt: session.createdAt };
  return oauthAnswer(instance, request, { code: await createAuthorizationCode(instance, request, person) });
}

/** Turns refusals into answers: to the application where its address is known to be right, else a page for the person. */
export async function refusing(instance: Instance, answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof RedirectableError)
      return oauthAnswer(instance, error.target, { error: error.code, error_description: error.description });
    if (error instanceof OAuthError)
      return renderMessagePage({
        status: error.status,
        title: 'This application cannot be used',
        text: error.description,
      });
    throw error;
  }
}

/** The parameters of a sign-in page that leads back here; a sign-in that was required has happened then. */
function again({ url }: Instance, parameters: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(parameters);
  const prompts = (next.get('prompt') ?? '').split(' ').filter((prompt) => prompt !== 'login' && prompt !== '');
  if (prompts.length > 0) next.set('prompt', prompts.join(' '));
  else next.delete('prompt');
  return new URLSearchParams({ redirect_url: `${url}/oauth/authorize?${next.toString()}` });
}

function redirect(location: string, query: URLSearchParams): Response {
  return new Response(null, {
    status: 303,
    headers: { location: `${location}?${query.toString()}`, 'cache-control': 'no-store' },
  });
}
