import {
  idPOAuthAccessToken as accessTokenEndpoints,
  oauthApplications as oauthApplicationsEndpoints,
} from '@acme/backend/endpoints';
import type { IdPOAuthAccessTokenJSON } from '@acme/backend/wire';
import { ApiError, NotFoundError, ParameterError } from '../../errors/api-error.js';
import { replaceImage } from '../../store/replace-image.js';
import type { Instance } from '../../instance/instance.js';
import {
  oauthApplicationCollection as applications,
  oauthApplicationJSON,
  oauthTokens,
  type OAuthApplication,
  type OAuthToken,
} from '../../machines/oauth-application.js';
import { isRedirectUri } from '../../oauth/is-redirect-uri.js';
import type { RequestBody } from '../../http/request-body.js';
import type { Row } from '../../store/collection.js';
import type { Database } from '../../store/open-store.js';
import { deleted } from '../../http/deleted.js';
import { pageAnswer } from '../../http/page-answer.js';
import { readOrder, readPage } from '../../http/read-page.js';
import { answers } from '../backend-route.js';

const defaultScopes = 'profile email';
const orders = { name: 'name', created_at: 'createdAt' } as const;

export const oauthApplicationRoutes = answers(oauthApplicationsEndpoints, {
  list: async ({ query, ...instance }) => {
    const text = query.get('name_query');
    const { rows, total } = await applications.page(instance.db, {
      search: text ? { text, fields: ['name'] } : undefined,
      order: readOrder(query, orders, { by: 'createdAt', descending: true }),
      page: readPage(query),
    });
    return pageAnswer(
      rows.map((row) => oauthApplicationJSON(instance, row)),
      total,
    );
  },

  get: async ({ params, ...instance }) =>
    oauthApplicationJSON(instance, await requireApplication(instance.db, params.oauthApplicationId)),

  create: async ({ body, ...instance }) => {
    const row = await applications.insert(instance, {
      name: body.requiredString('name'),
      ...settingsOf(body, {
        scopes: defaultScopes,
        redirectUris: [],
        isPublic: false,
        consentScreenEnabled: true,
        pkceRequired: false,
      }),
      clientId: instance.createId('client').slice('client_'.length),
      clientSecret: instance.createId('secret').slice('secret_'.length),
      imageId: null,
    });
    return { ...oauthApplicationJSON(instance, row), client_secret: row.clientSecret };
  },

  update: async ({ params, body, ...instance }) => {
    const row = await requireApplication(instance.db, params.oauthApplicationId);
    const change = { name: body.string('name') || row.name, ...settingsOf(body, row) };
    return oauthApplicationJSON(instance, await applications.update(instance, row, change));
  },

  delete: async ({ params, db }) => {
    const { id } = await requireApplication(db, params.oauthApplicationId);
    await applications.delete(db, id);
    await oauthTokens.deleteScope(db, id);
    return deleted('oauth_application', id);
  },

  rotateSecret: async ({ params, ...instance }) => {
    const row = await requireApplication(instance.db, params.oauthApplicationId);
    const clientSecret = instance.createId('secret').slice('secret_'.length);
    const changed = await applications.update(instance, row, { clientSecret });
    return { ...oauthApplicationJSON(instance, changed), client_secret: clientSecret };
  },

  revokeToken: async ({ params, body, ...instance }) => {
    const { id } = await requireApplication(instance.db, params.oauthApplicationId);
    const token = await oauthTokens.findWhere(instance.db, {
      scope: id,
      where: { token: body.requiredString('token') },
    });
    if (!token) throw new NotFoundError('The application has no such token.');
    await oauthTokens.update(instance, token, { revoked: true });
    return undefined;
  },

  updateLogo: async ({ params, body, ...instance }) => {
    const row = await requireApplication(instance.db, params.oauthApplicationId);
    const imageId = await replaceImage(instance, row.id, body.requiredFile('file'));
    return oauthApplicationJSON(instance, await applications.update(instance, row, { imageId }));
  },
});

export const oauthAccessTokenRoutes = answers(accessTokenEndpoints, {
  verify: async ({ body, ...instance }) => {
    const token = await oauthTokens.findWhere(instance.db, { where: { token: body.requiredString('access_token') } });
    const application = token && (await applications.find(instance.db, token.scope));
    if (!token || !application || token.kind === 'refresh')
      throw new ApiError(404, 'token-invalid', 'OAuth token not found');
    return accessTokenJSON(instance, token, application);
  },
});

type Settings = Pick<
  OAuthApplication,
  'scopes' | 'redirectUris' | 'isPublic' | 'consentScreenEnabled' | 'pkceRequired'
>;

function settingsOf(body: RequestBody, current: Settings): Settings {
  return {
    scopes: body.string('scopes') ?? current.scopes,
    redirectUris: body.strings('redirect_uris')?.map(checkRedirectUri) ?? current.redirectUris,
    isPublic: body.boolean('public') ?? current.isPublic,
    consentScreenEnabled: body.boolean('consent_screen_enabled') ?? current.consentScreenEnabled,
    pkceRequired: body.boolean('pkce_required') ?? current.pkceRequired,
  };
}

/** @throws {ParameterError} `form_param_format_invalid` */
function checkRedirectUri(uri: string): string {
  if (isRedirectUri(uri)) return uri;
  throw new ParameterError(
    'form_param_format_invalid',
    'is invalid',
    'redirect_uris',
    'redirect_uris must be addresses without a fragment, of a scheme that runs no code.',
  );
}

async function requireApplication(db: Database, id: string): Promise<Row<OAuthApplication>> {
  const row = await applications.find(db, id);
  if (row) return row;
  throw new NotFoundError(`No OAuth application was found with id ${id}.`);
}

function accessTokenJSON(
  { now }: Pick<Instance, 'now'>,
  row: Row<OAuthToken>,
  application: OAuthApplication,
): IdPOAuthAccessTokenJSON {
  return {
    object: 'clerk_idp_oauth_access_token',
    id: row.id,
    client_id: application.clientId,
    type: 'oauth:access_token',
    subject: row.userId,
    scopes: row.scopes,
    revoked: row.revoked,
    revocation_reason: null,
    expired: row.expiration !== null && row.expiration <= now(),
    expiration: row.expiration,
    ...(row.resource ? { aud: [row.resource] } : {}),
    ...(row.act ? { act: row.act } : {}),
    ...(row.jkt ? { cnf: { jkt: row.jkt } } : {}),
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
