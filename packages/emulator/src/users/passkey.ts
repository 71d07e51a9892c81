import type { PasskeyJSON } from '@acme/backend/wire';
import { ApiError, NotFoundError, ParameterError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { Collection, type Row } from '../store/collection.js';
import { isJsonObject, type JsonObject } from '../store/json-object.js';

/** The only host for passkeys: browsers refuse them on IP addresses. */
export const passkeyHost = 'localhost';
const defaultName = 'Passkey';
const lifetimeMs = 10 * 60 * 1000;

/** A passkey of a user, or one whose set-up was started. Scope: the user. */
export interface Passkey {
  readonly name: string;
  readonly verified: boolean;
  /** Unix time in ms; null for never. */
  readonly lastUsedAt: number | null;
  /** JSON text of the options for `navigator.credentials.create`. */
  readonly options: string;
  readonly challenge: string;
  /** End of the set-up; Unix time in ms. */
  readonly expiresAt: number;
  /** Base64url; null during the set-up. */
  readonly credentialId: string | null;
  /** COSE key in base64url; null during the set-up. */
  readonly publicKey: string | null;
  /** How often the device says that it was used. */
  readonly counter: number;
}

export type PasskeyRow = Row<Passkey>;

export const passkeys = new Collection<Passkey>('passkey', {
  idPrefix: 'idn',
  uniqueBy: ({ credentialId }) => credentialId ?? undefined,
  taken: () => new ApiError(400, 'passkey_already_exists', 'This passkey is registered already.'),
});

/** The passkeys that can be used for sign-in. */
export function findPasskeyByCredential(
  { db }: Pick<Instance, 'db'>,
  credentialId: string,
): Promise<PasskeyRow | undefined> {
  return passkeys.findWhere(db, { where: { credentialId, verified: true } });
}

/** Whose passkey it will be. */
export interface PasskeyOwner {
  /** The user. */
  readonly id: string;
  /** Shown by the browser. */
  readonly name: string;
  /** Shown by the browser too. */
  readonly applicationName: string;
  readonly passkeys: readonly PasskeyRow[];
}

/** Starts the set-up: the browser receives the options as `nonce` of the verification. */
export async function startPasskey(instance: Instance, owner: PasskeyOwner): Promise<PasskeyRow> {
  const { generateRegistrationOptions } = await import('@simplewebauthn/server');
  const options = await generateRegistrationOptions({
    rpName: owner.applicationName,
    rpID: passkeyHost,
    userID: new TextEncoder().encode(owner.id),
    userName: owner.name,
    userDisplayName: owner.name,
    challenge: new TextEncoder().encode(instance.createId('challenge')),
    timeout: lifetimeMs,
    attestationType: 'none',
    excludeCredentials: owner.passkeys.flatMap(({ credentialId }) => (credentialId ? [{ id: credentialId }] : [])),
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
  });
  const data: Passkey = {
    name: defaultName,
    verified: false,
    lastUsedAt: null,
    options: JSON.stringify(options),
    challenge: options.challenge,
    expiresAt: instance.now() + lifetimeMs,
    credentialId: null,
    publicKey: null,
    counter: 0,
  };
  return passkeys.insert(instance, data, { scope: owner.id });
}

/** What the browser answers to a challenge. */
export interface PasskeyProof {
  /** JSON text of the `PublicKeyCredential`. */
  readonly credential: string;
  /** Origin of the page; undefined if the request has none. */
  readonly origin: string | undefined;
}

/**
 * Ends the set-up.
 * @throws {ApiError} 400 `verification_already_verified`, `verification_expired`, `passkey_already_exists`
 * @throws {ParameterError} `passkey_invalid_public_key_credential`
 */
export async function finishPasskey(instance: Instance, row: PasskeyRow, proof: PasskeyProof): Promise<PasskeyRow> {
  if (row.verified) {
    throw new ApiError(400, 'verification_already_verified', 'This verification has already been verified.');
  }
  if (row.expiresAt <= instance.now()) {
    throw new ApiError(400, 'verification_expired', 'This verification has expired. You must create a new one.');
  }
  const { id, response } = readCredential(proof.credential);
  const { clientDataJSON, attestationObject } = response;
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  const { registrationInfo } = await verifyRegistrationResponse({
    response: {
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response: { clientDataJSON: textOf(clientDataJSON), attestationObject: textOf(attestationObject) },
    },
    expectedChallenge: row.challenge,
    expectedOrigin: proof.origin ?? '',
    expectedRPID: passkeyHost,
  }).catch((error: unknown) => {
    throw invalidCredential(error instanceof Error ? error.message : String(error));
  });
  if (!registrationInfo) throw invalidCredential('The proof of the passkey is not right.');
  const { credential } = registrationInfo;
  const publicKey = Buffer.from(credential.publicKey).toString('base64url');
  const change = { verified: true, credentialId: credential.id, publicKey, counter: credential.counter };
  return passkeys.update(instance, row, change);
}

/** The options for `navigator.credentials.get`. `rows`: the accepted passkeys; empty: any that the device has. */
export async function passkeyRequestOptions(
  instance: Pick<Instance, 'createId'>,
  rows: readonly PasskeyRow[],
): Promise<{ readonly challenge: string; readonly options: string }> {
  const { generateAuthenticationOptions } = await import('@simplewebauthn/server');
  const options = await generateAuthenticationOptions({
    rpID: passkeyHost,
    challenge: new TextEncoder().encode(instance.createId('challenge')),
    timeout: lifetimeMs,
    userVerification: 'required',
    allowCredentials: rows.flatMap(({ credentialId }) => (credentialId ? [{ id: credentialId }] : [])),
  });
  return { challenge: options.challenge, options: JSON.stringify(options) };
}

/**
 * Checks the answer to a challenge of {@link passkeyRequestOptions}.
 * @returns the passkey that was used; its scope is the user
 * @throws {ApiError} 422 `passkey_not_registered`
 * @throws {ParameterError} `passkey_invalid_public_key_credential`
 */
export async function checkPasskey(instance: Instance, challenge: string, proof: PasskeyProof): Promise<PasskeyRow> {
  const { id, response } = readCredential(proof.credential);
  const row = await findPasskeyByCredential(instance, id);
  if (!row?.publicKey) {
    throw new ParameterError('passkey_not_registered', 'This passkey is not registered.', 'public_key_credential');
  }
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  const { clientDataJSON, authenticatorData, signature } = response;
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: {
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: textOf(clientDataJSON),
        authenticatorData: textOf(authenticatorData),
        signature: textOf(signature),
      },
    },
    expectedChallenge: challenge,
    expectedOrigin: proof.origin ?? '',
    expectedRPID: passkeyHost,
    credential: { id, publicKey: new Uint8Array(Buffer.from(row.publicKey, 'base64url')), counter: row.counter },
  }).catch((error: unknown) => {
    throw invalidCredential(error instanceof Error ? error.message : String(error));
  });
  if (!verified) throw invalidCredential('The signature is not right.');
  return passkeys.update(instance, row, { counter: authenticationInfo.newCounter, lastUsedAt: instance.now() });
}

function readCredential(text: string): { readonly id: string; readonly response: JsonObject } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalidCredential('public_key_credential must be the JSON text of a credential.');
  }
  const id = isJsonObject(value) ? value['id'] : undefined;
  const response = isJsonObject(value) ? value['response'] : undefined;
  if (typeof id === 'string' && isJsonObject(response)) return { id, response };
  throw invalidCredential('public_key_credential must have an id and a response.');
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

function invalidCredential(reason: string): ParameterError {
  return new ParameterError(
    'passkey_invalid_public_key_credential',
    'invalid public key credential',
    'public_key_credential',
    reason,
  );
}

/** The passkey of a user with this id. @throws {NotFoundError} */
export async function requirePasskey({ db }: Pick<Instance, 'db'>, userId: string, id: string): Promise<PasskeyRow> {
  const row = await passkeys.findWhere(db, { ids: [id], scope: userId });
  if (row) return row;
  throw new NotFoundError(`The user has no passkey with id ${id}.`);
}

/** A passkey as both APIs show it; the options only during the set-up. */
export function passkeyJSON({ now }: Pick<Instance, 'now'>, row: PasskeyRow): PasskeyJSON {
  const open = row.expiresAt <= now() ? 'expired' : 'unverified';
  return {
    object: 'passkey',
    id: row.id,
    name: row.name,
    last_used_at: row.lastUsedAt,
    verification: {
      id: row.id.replace(/^[a-z]+_/, 'ver_'),
      object: 'verification_passkey',
      status: row.verified ? 'verified' : open,
      strategy: 'passkey',
      attempts: null,
      expire_at: row.expiresAt,
      ...(!row.verified && { nonce: row.options }),
    },
    ...{ created_at: row.createdAt, updated_at: row.updatedAt },
  };
}
