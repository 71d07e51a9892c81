import type { JWTPayload } from 'jose';
import type { Instance } from '../instance/instance.js';
import { organizationClaims } from '../organizations/organization-claims.js';
import { sessionTokenCategory } from '../instance/signer.js';
import { factorVerificationAge } from './factor-verification-age.js';
import type { SessionRow } from '../store/tables.js';

/** How long before its creation a token is valid, in seconds, for clocks that are behind. */
const notBeforeSeconds = 10;

/** The claims of every token of this instance. `origin` is that of the application. */
export function baseClaims(instance: Instance, lifetimeSeconds: number, origin: string | undefined): JWTPayload {
  const iat = Math.floor(instance.now() / 1000);
  return {
    ...(origin === undefined ? {} : { azp: origin }),
    exp: iat + lifetimeSeconds,
    iat,
    iss: instance.frontendApi,
    jti: instance.createId('jti').slice('jti_'.length),
    nbf: iat - notBeforeSeconds,
  };
}

/** A session token, version 2. */
export async function signSessionToken(
  instance: Instance,
  session: SessionRow,
  origin: string | undefined,
  lifetimeSeconds = instance.sessionTokenLifetimeSeconds,
): Promise<string> {
  const claims: JWTPayload = {
    ...baseClaims(instance, lifetimeSeconds, origin),
    ...(await organizationClaims(instance, session)),
    ...(session.actor ? { act: session.actor } : {}),
    ...sessionClaims({
      userId: session.userId,
      sessionId: session.id,
      factorAge: factorVerificationAge(instance, session),
      isPending: session.status === 'pending',
    }),
  };
  return instance.signer.sign(claims, { cat: sessionTokenCategory });
}

/** The claims that make a token a session token. */
export function sessionClaims(session: {
  readonly userId: string;
  readonly sessionId: string;
  /** Minutes since the first and the second factor were proved; -1: never. */
  readonly factorAge: readonly [number, number];
  readonly isPending?: boolean;
}): JWTPayload {
  const { userId: sub, sessionId: sid, factorAge: fva, isPending = false } = session;
  return { fva, sid, sts: isPending ? 'pending' : 'active', sub, v: 2 };
}
