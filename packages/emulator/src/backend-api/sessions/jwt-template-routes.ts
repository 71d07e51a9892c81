import { jwtTemplates as jwtTemplatesEndpoints } from '@acme/backend/endpoints';
import { NotFoundError, ParameterError } from '../../errors/api-error.js';
import { jwtTemplateCollection, jwtTemplateJSON, type JwtTemplate } from '../../sessions/jwt-template.js';
import type { RequestBody } from '../../http/request-body.js';
import type { Row } from '../../store/collection.js';
import type { Database } from '../../store/open-store.js';
import { deleted } from '../../http/deleted.js';
import { listAnswer } from '../../http/page-answer.js';
import { readPage } from '../../http/read-page.js';
import { answers } from '../backend-route.js';

const algorithms = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512', 'HS256', 'HS384', 'HS512', 'EdDSA'] as const;
const minLifetimeSeconds = 30;
const maxLifetimeSeconds = 315_360_000;
/** Claims that the service sets. */
const reserved = ['azp', 'exp', 'iat', 'iss', 'jti', 'nbf', 'sub'];

export const jwtTemplateRoutes = answers(jwtTemplatesEndpoints, {
  list: async ({ query, db }) => {
    const { rows, total } = await jwtTemplateCollection.page(db, { page: readPage(query) });
    return listAnswer(query, rows.map(jwtTemplateJSON), total);
  },
  get: async ({ params, db }) => jwtTemplateJSON(await requireTemplate(db, params.templateId)),
  create: async ({ body, ...instance }) =>
    jwtTemplateJSON(await jwtTemplateCollection.insert(instance, readTemplate(body))),
  update: async ({ params, body, ...instance }) => {
    const row = await requireTemplate(instance.db, params.templateId);
    return jwtTemplateJSON(await jwtTemplateCollection.update(instance, row, readTemplate(body)));
  },
  delete: async ({ params, db }) => {
    const { id } = await requireTemplate(db, params.templateId);
    await jwtTemplateCollection.delete(db, id);
    return deleted('jwt_template', id);
  },
});

function readTemplate(body: RequestBody): JwtTemplate {
  const claims = body.object('claims');
  if (!claims) throw new ParameterError('form_param_missing', 'is missing', 'claims', 'claims must be included.');
  const forbidden = reserved.find((name) => Object.hasOwn(claims, name));
  if (forbidden !== undefined) {
    throw new ParameterError(
      'jwt_template_reserved_claim',
      'reserved claim',
      'claims',
      `You can't use the reserved claim: '${forbidden}'.`,
    );
  }
  const lifetimeSeconds = body.number('lifetime') ?? 60;
  if (lifetimeSeconds < minLifetimeSeconds || lifetimeSeconds > maxLifetimeSeconds) {
    throw new ParameterError(
      'form_param_value_invalid',
      'is invalid',
      'lifetime',
      `lifetime must be from ${minLifetimeSeconds} to ${maxLifetimeSeconds} seconds.`,
    );
  }
  const hasOwnKey = body.boolean('custom_signing_key') === true;
  return {
    name: body.requiredString('name'),
    claims,
    lifetimeSeconds,
    allowedClockSkewSeconds: body.number('allowed_clock_skew') ?? 5,
    signingAlgorithm: (hasOwnKey && body.word('signing_algorithm', algorithms)) || 'RS256',
    signingKey: hasOwnKey ? body.requiredString('signing_key') : null,
  };
}

async function requireTemplate(db: Database, id: string): Promise<Row<JwtTemplate>> {
  const row = await jwtTemplateCollection.find(db, id);
  if (row) return row;
  throw new NotFoundError(`No JWT template was found with id ${id}.`);
}
