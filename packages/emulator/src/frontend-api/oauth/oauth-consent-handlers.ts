import { ApiError, NotFoundError } from '../../errors/api-error.js';
import { jsonAnswer } from '../../http/json-answer.js';
import { memberships } from '../../organizations/memberships.js';
import { readAuthorizationRequest } from '../../oauth/authorization-request.js';
import { rememberConsent } from '../../oauth/needs-consent.js';
import { findOAuthClient, isRegisteredRedirect, type OAuthClient } from '../../oauth/oauth-client.js';
import { OAuthError } from '../../oauth/oauth-error.js';
import { grant, refusing } from '../../pages/authorize.js';
import { denied } from '../../pages/oauth-consent-page.js';
import { imageUrl } from '../../store/image-url.js';
import type { FrontendCall } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { requireSignedIn } from '../require-signed-in.js';

export const oauthConsentHandlers = { getOAuthConsent } satisfies FrontendHandlers;

/** The consent page of an application sends its form as a navigation. */
export const oauthConsentVisits = { submitOAuthConsent } satisfies FrontendHandlers;

async function getOAuthConsent(call: FrontendCall<'client_id'>): Promise<Response> {
  await requireSignedIn(call);
  const client = await requireClient(call);
  const wanted = call.query
    .get('scope')
    ?.split(' ')
    .filter((scope) => scope !== '');
  const redirectUri = call.query.get('redirect_uri') ?? '';
  const scopes = client.scopes.split(' ').filter((scope) => !wanted || wanted.includes(scope));
  return jsonAnswer({
    oauth_application_name: client.name,
    oauth_application_logo_url: client.imageId && imageUrl(call.instance, client.imageId, client.id),
    oauth_application_url: client.clientUri ?? null,
    client_id: client.clientId,
    redirect_domain: isRegisteredRedirect(client, redirectUri) ? new URL(redirectUri).hostname : null,
    scopes: scopes.map((scope) => ({ scope, requires_consent: true })),
  });
}

/** The form repeats the parameters of the authorization request; others are ignored (RFC 6749 section 3.1). */
async function submitOAuthConsent(call: FrontendCall<'client_id'>): Promise<Response> {
  const { instance, body } = call;
  const { session, record } = await requireSignedIn(call);
  const client = await requireClient(call);
  const organizationId = body.string('organization_id') || session.lastActiveOrganizationId;
  if (
    organizationId &&
    (await memberships.count(instance.db, { scope: organizationId, where: { userId: record.user.id } })) === 0
  )
    throw new NotFoundError(`You are not a member of the organization ${organizationId}.`);
  const parameters = new URLSearchParams({ client_id: client.clientId });
  for (const name of [
    'response_type',
    'redirect_uri',
    'scope',
    'state',
    'nonce',
    'code_challenge',
    'code_challenge_method',
    'response_mode',
    'resource',
  ]) {
    const value = body.string(name);
    if (value) parameters.set(name, value);
  }
  return refusing(instance, async () => {
    const request = await readAuthorizationRequest(instance, parameters);
    if (body.boolean('consented') !== true) throw denied(request);
    await rememberConsent(instance, request, record.user.id);
    return grant(instance, request, session, organizationId);
  });
}

async function requireClient({ instance, params }: FrontendCall<'client_id'>): Promise<OAuthClient> {
  const client = await findOAuthClient(instance, params.client_id).catch((error: unknown) => {
    if (error instanceof OAuthError) throw new NotFoundError(error.description);
    throw error;
  });
  if (client.consentScreenEnabled) return client;
  throw new ApiError(422, 'oauth_consent_disabled', 'No consent screen', 'This application needs no consent.');
}
