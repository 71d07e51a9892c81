import { ApiError } from '../../errors/api-error.js';
import { withQuery } from '../../http/check-redirect-url.js';
import type { Instance } from '../../instance/instance.js';
import { redirectBack } from '../../pages/return-target.js';
import { findClient } from '../../sessions/find-client.js';
import { openAddressLink } from '../../users/address.js';
import { finishProviderVisit } from '../../sign-in/finish-provider-visit.js';
import { openEmailLink } from '../../sign-in/open-email-link.js';
import { endProviderVisit } from '../../sign-in/provider-visit.js';
import type { FrontendCall } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { orMessagePage } from '../or-message-page.js';

/** Links of messages and of identity providers; browsers open them. */
export const verificationVisits = {
  verify: (call) => orMessagePage(call, 'This link does not work', () => verifyEmailLink(call)),
  getOauthCallback: (call) => orMessagePage(call, 'This sign-in does not work', () => returnFromProvider(call)),

  /** Some providers send a form; the browser then returns with GET, which brings its cookies. */
  postOauthCallback({ instance, body }) {
    const names = ['state', 'code', 'error'] as const;
    const given = names.flatMap((name) => {
      const value = body.string(name);
      return value ? [[name, value]] : [];
    });
    const location = `${instance.url}/v1/oauth_callback?${new URLSearchParams(given).toString()}`;
    return redirectTo(location);
  },
} satisfies FrontendHandlers;

async function verifyEmailLink(call: FrontendCall): Promise<Response> {
  const { instance, query } = call;
  const caller = await call.findClient();
  const token = query.get('token') ?? '';
  const ofAddress = await openAddressLink(instance, token);
  const opened = ofAddress ? { ...ofAddress, sessionId: null } : await openEmailLink(instance, token, caller?.id);
  const withStatus = new URL(withQuery(opened.redirectUrl, '__clerk_status', opened.status));
  const { sessionId } = opened;
  const location = sessionId === null ? withStatus.href : withQuery(withStatus, '__clerk_created_session', sessionId);
  if (caller && caller.id === opened.clientId) return returnTo(instance, caller.id, location);
  return redirectTo(location);
}

async function returnFromProvider(call: FrontendCall): Promise<Response> {
  const { instance, query } = call;
  const caller = await call.findClient();
  const returned = { state: query.get('state') ?? '', code: query.get('code'), clientId: caller?.id };
  const { visit, profile } = await endProviderVisit(instance, returned);
  const isComplete = await finishProviderVisit(instance, visit, profile);
  if (visit.purpose === 'test_run') return redirectTo(visit.redirectUrl);
  const location = isComplete ? (visit.completeRedirectUrl ?? visit.redirectUrl) : visit.redirectUrl;
  return returnTo(instance, visit.clientId, location);
}

async function returnTo(instance: Instance, clientId: string, redirectUrl: string): Promise<Response> {
  const client = await findClient(instance.db, clientId);
  if (!client) throw new ApiError(400, 'authorization_invalid', 'Invalid state', 'This browser is not known any more.');
  return redirectBack(instance, client, { redirectUrl, devBrowser: undefined, isRefused: false }, '/user');
}

function redirectTo(location: string): Response {
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}
