import type { JwtTemplateJSON } from '@acme/backend/wire';
import { SignJWT, importPKCS8 } from 'jose';
import { createSecretKey } from 'node:crypto';
import { ApiError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { userJSON } from '../users/user-json.js';
import { isJsonObject, type JsonObject } from '../store/json-object.js';
import { jwtTemplateCategory } from '../instance/signer.js';
import { Collection, type Row } from '../store/collection.js';
import type { SessionRow } from '../store/tables.js';
import { findUser } from '../users/user-record.js';
import { organizationClaims } from '../organizations/organization-claims.js';
import { baseClaims } from './sign-session-token.js';

/** A template of tokens for other services. */
export interface JwtTemplate {
  readonly name: string;
  readonly claims: JsonObject;
  readonly lifetimeSeconds: number;
  readonly allowedClockSkewSeconds: number;
  readonly signingAlgorithm: string;
  /** An own key; null: the instance's. */
  readonly signingKey: string | null;
}

export const jwtTemplateCollection = new Collection<JwtTemplate>('jwt_template', {
  idPrefix: 'jtmp',
  uniqueBy: ({ name }) => name,
  uniqueField: 'name',
});

/** Creates a token from a template. @throws {ApiError} 422 if its own signing key does not fit its algorithm */
export async function signTemplateToken(
  instance: Instance,
  session: SessionRow,
  template: JwtTemplate,
  lifetimeSeconds = template.lifetimeSeconds,
): Promise<string> {
  const record = await findUser(instance.db, session.userId);
  const user = record ? userJSON(instance, record) : {};
  const { o: organization } = await organizationClaims(instance, session);
  const values = { user, org: organization ?? {}, session: { id: session.id, actor: session.actor } };
  const claims = {
    ...fill(template.claims, values),
    ...baseClaims(instance, lifetimeSeconds, undefined),
    sub: session.userId,
  };
  if (template.signingKey === null) return instance.signer.sign(claims, { cat: jwtTemplateCategory });
  try {
    const { signingAlgorithm: alg, signingKey } = template;
    const key = alg.startsWith('HS') ? createSecretKey(Buffer.from(signingKey)) : await importPKCS8(signingKey, alg);
    return await new SignJWT(claims).setProtectedHeader({ alg, typ: 'JWT', cat: jwtTemplateCategory }).sign(key);
  } catch {
    throw new ApiError(422, 'jwt_template_signing_key_invalid', 'The signing key does not fit the algorithm.');
  }
}

/** Replaces shortcodes in double braces by values: alone with their type, inside a text as text. */
function fill(claims: JsonObject, values: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, fillValue(value, values)]));
}

function fillValue(value: unknown, values: JsonObject): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => fillValue(item, values));
  if (isJsonObject(value)) return fill(value, values);
  if (typeof value !== 'string') return value;
  const whole = /^\{\{\s*([\w.]+)\s*\}\}$/.exec(value);
  if (whole?.[1]) return lookUp(values, whole[1]) ?? null;
  return value.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_, path: string) => {
    const found = lookUp(values, path);
    return typeof found === 'string' || typeof found === 'number' ? String(found) : JSON.stringify(found ?? '');
  });
}

/** Names that are shorter in templates than in JSON. */
const shortNames: Readonly<Record<string, (user: JsonObject) => unknown>> = {
  primary_email_address: (user) => primaryOf(user, 'email_addresses', 'primary_email_address_id', 'email_address'),
  primary_phone_number: (user) => primaryOf(user, 'phone_numbers', 'primary_phone_number_id', 'phone_number'),
  full_name: ({ first_name: first, last_name: last }) => [first, last].filter((name) => name).join(' '),
};

function primaryOf(user: JsonObject, list: string, idName: string, field: string): unknown {
  const items = user[list];
  if (!Array.isArray(items)) return null;
  const found: unknown = items.find((item) => isJsonObject(item) && item['id'] === user[idName]);
  return isJsonObject(found) ? found[field] : null;
}

function lookUp(values: JsonObject, path: string): unknown {
  const names = path.split('.');
  if (names[0] === 'user' && names[1] && shortNames[names[1]] && isJsonObject(values['user']))
    return shortNames[names[1]]?.(values['user']);
  let current: unknown = values;
  for (const name of names) {
    if (!isJsonObject(current) || !Object.hasOwn(current, name)) return undefined;
    current = current[name];
  }
  return current;
}

export function jwtTemplateJSON(row: Row<JwtTemplate>): JwtTemplateJSON {
  return {
    object: 'jwt_template',
    id: row.id,
    name: row.name,
    claims: row.claims,
    lifetime: row.lifetimeSeconds,
    allowed_clock_skew: row.allowedClockSkewSeconds,
    custom_signing_key: row.signingKey !== null,
    signing_algorithm: row.signingAlgorithm,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
