import type { JwtPayload } from '@acme/backend';
import * as internal from '@acme/backend/internal';
import { modernOptions, type LegacyClerkOptions } from '../legacy-clerk-options.js';
import type { LegacyAuthObject, SignedInLegacyAuthObject } from '../legacy-request.js';

/** What a signed-in auth object is made of besides the claims. */
export interface SignedInAuthObjectOptions extends LegacyClerkOptions {
  /** The session token; `getToken()` returns it. */
  readonly token: string;
  readonly session?: unknown;
  readonly user?: unknown;
  readonly organization?: unknown;
}

/** The resources of an auth object of 4.x, as they were given. */
export interface LoadedResources {
  readonly session: unknown;
  readonly user: unknown;
  readonly organization: unknown;
}

/** The auth object of verified claims, as 4.x made it. @param debugData - what `debug()` returns besides the options */
export function signedInAuthObject(
  claims: JwtPayload,
  { token, session, user, organization, ...options }: SignedInAuthObjectOptions,
  debugData?: Readonly<Record<string, unknown>>,
): SignedInLegacyAuthObject & LoadedResources {
  const auth = internal.signedInAuthObject({ ...debugData, ...modernOptions(options) }, token, claims);
  // The members are copied, because the auth object of 4.x was a plain object.
  return { ...auth, claims, session, user, organization };
}

/** The auth object when nobody is signed in, as 4.x made it. */
export function signedOutAuthObject(
  debugData?: Readonly<Record<string, unknown>>,
): Extract<LegacyAuthObject, { readonly userId: null }> & LoadedResources {
  const auth = internal.signedOutAuthObject(debugData);
  const none = { claims: null, session: null, user: null, organization: null };
  return { ...auth, ...none };
}
