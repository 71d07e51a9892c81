import { hasNothing, noDebug, noToken, type AuthFunctions, type Debug } from './auth-functions.js';
import type { Actor } from './read-actor.js';
import type { MachineToken, MachineTokenType } from './verify-machine-token.js';

interface MachineExtra {
  readonly api_key: {
    readonly name: string;
    readonly claims: Readonly<Record<string, unknown>> | null;
    /** Owner, if it is a user. */
    readonly userId: string | null;
    /** Owner, if it is an organization. */
    readonly orgId: string | null;
  };
  readonly m2m_token: { readonly claims: Readonly<Record<string, unknown>> | null; readonly machineId: string };
  readonly oauth_token: {
    readonly userId: string;
    readonly clientId: string;
    /** The servers that the token is for; absent if it names none. @see RFC 8707 */
    readonly aud?: readonly string[] | undefined;
    /** Who acts for the user; absent if nobody does. @see RFC 8693 section 4.1 */
    readonly actor?: Actor | undefined;
    /** Thumbprint of the key that the token is bound to, and that the client has proven to have; absent for a bearer token. @see RFC 9449 */
    readonly jkt?: string | undefined;
  };
}

/** A valid machine token. */
export type AuthenticatedMachineObject<T extends MachineTokenType = MachineTokenType> = T extends MachineTokenType
  ? AuthFunctions & {
      readonly tokenType: T;
      readonly isAuthenticated: true;
      readonly id: string;
      readonly subject: string;
      readonly scopes: readonly string[];
    } & MachineExtra[T]
  : never;

/** No valid machine token. */
export type UnauthenticatedMachineObject<T extends MachineTokenType = MachineTokenType> = T extends MachineTokenType
  ? AuthFunctions & {
      readonly tokenType: T;
      readonly isAuthenticated: false;
      readonly id: null;
      readonly subject: null;
      readonly scopes: null;
    } & { readonly [Name in keyof MachineExtra[T]]: null }
  : never;

/** The result for machine tokens. */
export type MachineAuthObject<T extends MachineTokenType = MachineTokenType> =
  AuthenticatedMachineObject<T> | UnauthenticatedMachineObject<T>;

/** The auth object of a verified machine token. */
export function authenticatedMachineObject(
  token: MachineToken,
  text: string,
  debug: Debug = noDebug,
): MachineAuthObject {
  const common = {
    isAuthenticated: true as const,
    id: token.id,
    subject: token.subject,
    scopes: token.scopes,
    getToken: () => Promise.resolve(text),
    has: hasNothing,
    debug,
  };
  const owner = (prefix: string) => (token.subject.startsWith(prefix) ? token.subject : null);
  switch (token.tokenType) {
    case 'api_key':
      return {
        ...common,
        tokenType: 'api_key',
        name: token.name,
        claims: token.claims,
        userId: owner('user_'),
        orgId: owner('org_'),
      };
    case 'm2m_token':
      return { ...common, tokenType: 'm2m_token', claims: token.claims, machineId: token.subject };
    case 'oauth_token':
      return withParties(
        { ...common, tokenType: 'oauth_token', userId: token.subject, clientId: token.clientId },
        token,
      );
  }
}

/** For whom a token is, and who uses it. */
export type TokenParties = Pick<MachineExtra['oauth_token'], 'aud' | 'actor' | 'jkt'>;

/** Adds them unlisted: who writes the auth object down, or compares it, sees the members that the official one has. */
export function withParties<T extends object>(auth: T, { aud, actor, jkt }: TokenParties): T & TokenParties {
  const properties = {
    ...(aud && { aud: { value: aud } }),
    ...(actor && { actor: { value: actor } }),
    ...(jkt && { jkt: { value: jkt } }),
  };
  return Object.defineProperties(auth, properties);
}

/** The auth object when there is no valid machine token of the wanted type. */
export function unauthenticatedMachineObject<T extends MachineTokenType>(
  tokenType: T,
  debug: Debug = noDebug,
): UnauthenticatedMachineObject<T> {
  const extra = {
    api_key: { name: null, claims: null, userId: null, orgId: null },
    m2m_token: { claims: null, machineId: null },
    oauth_token: { userId: null, clientId: null },
  }[tokenType];
  const common = {
    isAuthenticated: false,
    id: null,
    subject: null,
    scopes: null,
    getToken: noToken,
    has: hasNothing,
    debug,
  };
  // The members above are those of UnauthenticatedMachineObject<T> for each T, which the compiler cannot follow.
  return { tokenType, ...common, ...extra } as unknown as UnauthenticatedMachineObject<T>;
}
