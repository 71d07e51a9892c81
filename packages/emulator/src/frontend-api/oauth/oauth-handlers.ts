import { jsonAnswer } from '../../http/json-answer.js';
import type { RequestBody } from '../../http/request-body.js';
import { ApiError, ParameterError } from '../../errors/api-error.js';
import type { Instance } from '../../instance/instance.js';
import { redeemAuthorizationCode } from '../../oauth/redeem-authorization-code.js';
import { findToken, type TokenAnswer } from '../../oauth/issue-tokens.js';
import { refreshTokens } from '../../oauth/refresh-tokens.js';
import { revokeToken } from '../../oauth/revoke-grant.js';
import { authenticateClient, type OAuthClient } from '../../oauth/oauth-client.js';
import { OAuthError } from '../../oauth/oauth-error.js';
import { readDpopProof, type ProvenRequest } from '../../oauth/read-dpop-proof.js';
import { registerClient as register } from '../../oauth/register-client.js';
import { authorizationServerMetadata, openIdConfiguration } from '../../oauth/authorization-server-metadata.js';
import { userClaims } from '../../oauth/user-claims.js';
import { oauthApplicationCollection, type OAuthToken } from '../../machines/oauth-application.js';
import { authorize } from '../../pages/authorize.js';
import { findActiveSession } from '../../sessions/find-active-session.js';
import { instanceSettings } from '../../instance/instance-settings.js';
import type { FrontendCall } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';

/** The OAuth provider: applications get tokens for the people of this instance. */
export const oauthHandlers = {
  getOpenIDConfiguration: ({ instance }) => jsonAnswer(openIdConfiguration(instance)),
  getOAuth2AuthorizationServerMetadata: async ({ instance }) => jsonAnswer(await authorizationServerMetadata(instance)),
  requestOAuthAuthorize: (call) => visit(call, call.query),
  requestOAuthAuthorizePOST: (call) => visit(call, new URLSearchParams(textFields(call.body))),
  registerOAuthClient: (call) => oauthJson(async () => jsonAnswer(await registerClient(call), 201)),
  getOAuthToken: (call) => oauthJson(async () => jsonAnswer(await createTokens(call))),
  getOAuthUserInfo: showUser,
  getOAuthUserInfoPOST: showUser,
  getOAuthTokenInfo: (call) => oauthJson(async () => jsonAnswer(await introspect(call))),
  revokeOAuthToken: (call) =>
    oauthJson(async () => {
      const client = await readClient(call);
      await revokeToken(call.instance, client, call.body.requiredString('token'));
      return new Response(null, { status: 200 });
    }),
} satisfies FrontendHandlers;

async function visit(call: FrontendCall, parameters: URLSearchParams): Promise<Response> {
  const client = await call.findClient();
  return authorize(call.instance, parameters, client && (await findActiveSession(call.instance, client)));
}

function textFields({ fields }: RequestBody): [string, string][] {
  return Object.entries(fields).flatMap(([name, value]) =>
    [value].flat().flatMap((item): [string, string][] => (typeof item === 'string' ? [[name, item]] : [])),
  );
}

/** Answers errors in the form of OAuth. */
async function oauthJson(answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    const refusal = error instanceof ParameterError ? new OAuthError('invalid_request', error.longMessage) : error;
    if (!(refusal instanceof OAuthError)) throw error;
    const response = jsonAnswer({ error: refusal.code, error_description: refusal.description }, refusal.status);
    if (refusal.status === 401) response.headers.set('www-authenticate', 'Basic realm="OAuth"');
    return response;
  }
}

function readClient({ instance, request, body }: FrontendCall): Promise<OAuthClient> {
  return authenticateClient(instance, {
    authorization: request.headers.get('authorization'),
    clientId: body.string('client_id') ?? null,
    clientSecret: body.string('client_secret') ?? null,
  });
}

async function createTokens(call: FrontendCall): Promise<TokenAnswer> {
  const { instance, body } = call;
  const client = await readClient(call);
  const jkt = await readDpopProof(provenRequest(call));
  const scope = body
    .string('scope')
    ?.split(' ')
    .filter((word) => word !== '');
  const resource = body.string('resource') || undefined;
  switch (body.requiredString('grant_type')) {
    case 'authorization_code':
      return redeemAuthorizationCode(instance, client, {
        code: body.requiredString('code'),
        redirectUri: body.string('redirect_uri') ?? undefined,
        codeVerifier: body.string('code_verifier') ?? undefined,
        resource,
        jkt,
      });
    case 'refresh_token':
      return refreshTokens(instance, client, body.requiredString('refresh_token'), { scopes: scope, resource, jkt });
    default:
      throw new OAuthError('unsupported_grant_type', 'The grant_type must be authorization_code or refresh_token.');
  }
}

/** A call as proofs name it: the emulator has an address of its own, and the one that was called. */
function provenRequest({ instance, request }: FrontendCall): ProvenRequest {
  const { pathname } = new URL(request.url);
  return {
    method: request.method,
    urls: [request.url, `${instance.url}${pathname}`],
    proof: request.headers.get('dpop'),
  };
}

async function registerClient({ instance, body }: FrontendCall): Promise<object> {
  const { dynamic_oauth_client_registration: isOpen } = (await instanceSettings(instance)).oauth_applications;
  if (isOpen) return register(instance, body);
  throw new ApiError(
    422,
    'dynamic_client_registration_disabled',
    'Registration is disabled',
    'Set dynamic_oauth_client_registration in the OAuth application settings of the instance.',
  );
}

async function introspect(call: FrontendCall): Promise<object> {
  const client = await readClient(call);
  const token = await findToken(call.instance, call.body.requiredString('token'), client);
  const wanted = call.body.string('scope')?.split(' ') ?? [];
  if (!token || !wanted.every((scope) => token.scopes.includes(scope))) return { active: false };
  return {
    active: true,
    client_id: client.clientId,
    iat: Math.floor(token.createdAt / 1000),
    scope: token.scopes.join(' '),
    sub: token.userId,
    ...(token.organizationId && { org_id: token.organizationId }),
    ...(token.jkt && { token_type: 'DPoP', cnf: { jkt: token.jkt } }),
  };
}

/** OpenID Connect Core section 5.3. */
async function showUser(call: FrontendCall): Promise<Response> {
  const { instance, request, body } = call;
  const [, scheme, inHeader] = /^(bearer|dpop) +(\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  const token = await findAccessToken(instance, inHeader ?? body.string('access_token') ?? '');
  const isProven = token && (await isUsedAsIssued(call, token, scheme));
  const claims = isProven && (await userClaims(instance, token));
  if (!token || !claims) {
    const refusal = jsonAnswer(
      new ApiError(
        401,
        'oauth_token_invalid',
        'Invalid token',
        'The access token is unknown, revoked or expired.',
      ).toWire(),
      401,
    );
    refusal.headers.set('www-authenticate', 'Bearer error="invalid_token"');
    return refusal;
  }
  return jsonAnswer({
    object: 'oauth_user_info',
    instance_id: instance.signer.jwk.kid,
    user_id: token.userId,
    sub: token.userId,
    ...claims,
  });
}

/** A token that is bound to a key comes with a proof, and any other without (RFC 9449 section 7). */
async function isUsedAsIssued(call: FrontendCall, token: OAuthToken, scheme = 'bearer'): Promise<boolean> {
  if (scheme.toLowerCase() === 'bearer') return token.jkt === undefined;
  try {
    return (
      token.jkt !== undefined &&
      token.jkt === (await readDpopProof({ ...provenRequest(call), accessToken: token.token }))
    );
  } catch (error) {
    if (error instanceof OAuthError) return false;
    throw error;
  }
}

/** An access token whose application still exists. */
async function findAccessToken(instance: Instance, text: string) {
  const token = text === '' ? undefined : await findToken(instance, text);
  if (!token || token.kind === 'refresh') return undefined;
  return (await oauthApplicationCollection.find(instance.db, token.scope)) ? token : undefined;
}
