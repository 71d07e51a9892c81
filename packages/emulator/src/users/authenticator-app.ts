import { createHash } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { ApiError, NotFoundError, ParameterError } from '../errors/api-error.js';
import { oneAtATime } from '../store/one-at-a-time.js';
import type { Instance } from '../instance/instance.js';
import { Collection, type Row } from '../store/collection.js';
import { incorrectCode } from './verification-code.js';

/** An authenticator app of a user. Scope: the user, who has one at most. */
export interface AuthenticatorApp {
  /** Base32. */
  readonly secret: string;
  /** Whether a code was right once; until then it is no second factor. */
  readonly verified: boolean;
  /** The period of the last code that was accepted; undefined: none was. Older codes and this one are used up. */
  readonly lastPeriod?: number | undefined;
}

export type AuthenticatorAppRow = Row<AuthenticatorApp>;

export const authenticatorApps = new Collection<AuthenticatorApp>('totp', {
  idPrefix: 'totp',
  uniqueBy: (_app, userId) => userId,
  taken: () => alreadyEnabled(),
});

/** Codes of the period before and after the current one are right too. */
const window = 1;
const secretBytes = 20;

function alreadyEnabled(): ApiError {
  return new ApiError(400, 'totp_already_enabled', 'TOTP is already enabled', 'The user has an authenticator app.');
}

/** The verified app of a user. */
export async function findAuthenticatorApp(
  { db }: Pick<Instance, 'db'>,
  userId: string,
): Promise<AuthenticatorAppRow | undefined> {
  const [app] = await authenticatorApps.list(db, { scope: userId });
  return app?.verified ? app : undefined;
}

/** Starts the set-up with a new secret. @throws {ApiError} 400 `totp_already_enabled` */
export async function startAuthenticatorApp(instance: Instance, userId: string): Promise<AuthenticatorAppRow> {
  if (await findAuthenticatorApp(instance, userId)) throw alreadyEnabled();
  await authenticatorApps.deleteScope(instance.db, userId);
  const bytes = createHash('sha256').update(instance.createId('secret')).digest().subarray(0, secretBytes);
  const secret = new Secret({ buffer: new Uint8Array(bytes).buffer }).base32;
  return authenticatorApps.insert(instance, { secret, verified: false }, { scope: userId });
}

/** Stores the app of an import. @throws {ParameterError} `form_param_format_invalid` */
export async function importAuthenticatorApp(instance: Instance, userId: string, secret: string): Promise<void> {
  await authenticatorApps.deleteScope(instance.db, userId);
  await authenticatorApps.insert(instance, { secret: checkTotpSecret(secret), verified: true }, { scope: userId });
}

/** @throws {ParameterError} `form_param_format_invalid` if the text is not base32 */
export function checkTotpSecret(text: string): string {
  const secret = text.replace(/[\s=]/g, '').toUpperCase();
  if (/^[A-Z2-7]{16,}$/.test(secret)) return secret;
  throw new ParameterError(
    'form_param_format_invalid',
    'is invalid',
    'totp_secret',
    'totp_secret must be at least 16 characters in base32.',
  );
}

/**
 * Ends the set-up by a code of the app.
 * @throws {NotFoundError} if none was started
 * @throws {ApiError} 400 `totp_already_enabled`, 422 `form_code_incorrect`
 */
export async function confirmAuthenticatorApp(
  instance: Instance,
  userId: string,
  code: string,
): Promise<AuthenticatorAppRow> {
  const [app] = await authenticatorApps.list(instance.db, { scope: userId });
  if (!app) throw new NotFoundError('The user has no authenticator app to verify.');
  if (app.verified) throw alreadyEnabled();
  return spendTotp(instance, app, code, { verified: true });
}

/**
 * Uses up a code of an app: RFC 6238, section 5.2, accepts each once.
 * @param change - what is stored with it
 * @throws {ParameterError} `form_code_incorrect`
 */
export function spendTotp(
  instance: Instance,
  { id }: AuthenticatorAppRow,
  code: string,
  change: Partial<AuthenticatorApp> = {},
): Promise<AuthenticatorAppRow> {
  return oneAtATime(instance.db, id, async () => {
    const app = await authenticatorApps.find(instance.db, id);
    const period = app && periodOf(instance, app, code);
    if (!app || period === undefined || period <= (app.lastPeriod ?? -1)) throw incorrectCode();
    return authenticatorApps.update(instance, app, { ...change, lastPeriod: period });
  });
}

/** The period whose code it is; undefined for a wrong code. */
function periodOf({ now }: Pick<Instance, 'now'>, { secret }: AuthenticatorApp, code: string): number | undefined {
  const totp = totpOf(secret);
  const timestamp = now();
  const delta = totp.validate({ token: code.replace(/\s/g, ''), timestamp, window });
  return delta === null ? undefined : totp.counter({ timestamp }) + delta;
}

function totpOf(secret: string, names: AppNames = { label: '', issuer: '' }): TOTP {
  return new TOTP({ ...names, secret: Secret.fromBase32(secret) });
}

/** What authenticator apps show beside the code. */
export interface AppNames {
  /** Name of the account. */
  readonly label: string;
  /** Name of the application. */
  readonly issuer: string;
}

/** An app as the Frontend API shows it; the secret only during the set-up. */
export function authenticatorAppJSON(row: AuthenticatorAppRow, names: AppNames, codes?: readonly string[]): object {
  return {
    object: 'totp',
    id: row.id,
    secret: row.verified ? null : row.secret,
    uri: row.verified ? null : totpOf(row.secret, names).toString(),
    verified: row.verified,
    backup_codes: codes ?? null,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
