import { decodeJwt } from '@acme/backend/jwt';
import type { Site } from './site.js';
import type { Visitor } from './visitor.js';

/** Puts a token in the place of the session's own that expired a minute ago. */
export async function expireToken({ context }: Visitor, { appUrl, emulator }: Site): Promise<void> {
  const own = (await context.cookies(appUrl)).filter(({ name }) => name.startsWith('__session'));
  const { sub: userId, sid } = decodeJwt(own[0]?.value ?? '').payload;
  const claims = { sid, azp: appUrl };
  const value = await emulator.mintSessionToken({ userId: String(userId), claims, expiresInSeconds: -60 });
  await context.addCookies(own.map((cookie) => ({ ...cookie, value })));
}
