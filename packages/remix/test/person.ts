import type { Emulator } from '@acme/emulator';

/** What the browser of somebody sends. */
export interface Person {
  readonly userId: string;
  /** A good session. */
  readonly cookie: string;
  /** An expired session that the server can renew by itself. */
  readonly expired: string;
  /** An expired session that only the Frontend API can renew. */
  readonly stale: string;
}

/** Signs somebody in. */
export async function signIn(emulator: Emulator, origin: string): Promise<Person> {
  const { userId, sessionId, cookieHeader } = await emulator.signIn('ada@example.com', { origin });
  const claims = { sid: sessionId, azp: origin };
  const token = await emulator.mintSessionToken({ userId, claims, expiresInSeconds: -60 });
  const expired = cookieHeader.replace(/(__session[^=;]*)=[^;]+/g, `$1=${token}`);
  const stale = expired
    .split('; ')
    .filter((pair) => !pair.startsWith('__refresh_'))
    .join('; ');
  return { userId, cookie: cookieHeader, expired, stale };
}
