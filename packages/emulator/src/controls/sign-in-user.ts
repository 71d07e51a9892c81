import { EmulatorError } from '../errors/emulator-error.js';
import { checkFields, checkValue, fieldChecks } from '../instance/check-fields.js';
import type { Instance } from '../instance/instance.js';
import { applicationCookies, type ApplicationCookies } from '../sessions/application-cookies.js';
import { createClient, ensureDevBrowser } from '../sessions/create-client.js';
import { findClient } from '../sessions/find-client.js';
import { signInSteps } from '../sign-in/sign-in-steps.js';
import { findUser, findUserByIdentifier } from '../users/user-record.js';

/** A signed-in browser, as a test can carry it. */
export interface SignedIn {
  readonly userId: string;
  readonly sessionId: string;
  /** The session token, for `Authorization: Bearer`. */
  readonly token: string;
  /** Cookies of the application by name. */
  readonly cookies: Readonly<Record<string, string>>;
  /** The same as one `Cookie` header. */
  readonly cookieHeader: string;
}

/** Signs a user in without a browser. @throws {EmulatorError} `user_not_found`, `option_invalid` */
export async function signInUser(
  instance: Instance,
  userIdOrEmail: string,
  options: { readonly origin?: string | undefined },
): Promise<SignedIn> {
  checkValue('emulator.signIn', 'the user', userIdOrEmail, fieldChecks.text);
  checkFields('emulator.signIn', options, { origin: ['a text that is a URL', (value) => URL.canParse(String(value))] });
  const { origin } = options;
  const record =
    (await findUser(instance.db, userIdOrEmail)) ?? (await findUserByIdentifier(instance.db, userIdOrEmail));
  if (!record) {
    throw new EmulatorError(
      'user_not_found',
      `The emulator has no user ${userIdOrEmail}. emulator.users lists the seeded ones.`,
    );
  }
  const { id: clientId } = await createClient(instance);
  const session = await signInSteps.signInAs(instance, clientId, record.user.id);
  const client = await findClient(instance.db, clientId);
  if (!client) throw new EmulatorError('user_not_found', 'The emulator was reset during the sign-in. Sign in again.');
  const devBrowser = await ensureDevBrowser(instance, clientId);
  const cookies = presentCookies(await applicationCookies(instance, client, session, { devBrowser, origin }));
  return {
    userId: record.user.id,
    sessionId: session.id,
    token: cookies['__session'] ?? '',
    cookies,
    cookieHeader: Object.entries(cookies)
      .map(([name, value]) => `${name}=${value}`)
      .join('; '),
  };
}

function presentCookies(cookies: ApplicationCookies): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(cookies).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}
