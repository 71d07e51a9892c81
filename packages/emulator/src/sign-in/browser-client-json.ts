import type { Instance } from '../instance/instance.js';
import { listActiveSessions } from '../sessions/find-active-session.js';
import type { ClientRow } from '../store/tables.js';
import { findSignIn } from './sign-in-attempt.js';
import { findSignUp } from './sign-up-attempt.js';
import { signUpJSON } from './sign-up-json.js';
import { signInJSON } from './sign-in-json.js';
import { browserSessionJSON } from '../sessions/browser-session-json.js';

/**
 * A client with everything in progress. It replaces the browser library's state, so an attempt that is missing here makes
 * the form jump back to its start.
 */
export async function browserClientJSON(
  instance: Instance,
  client: ClientRow,
  origin: string | undefined,
): Promise<object> {
  const active = await listActiveSessions(instance, client.id);
  const [signIn, signUp] = await Promise.all([
    client.signInId ? findSignIn(instance, client.signInId, client.id) : undefined,
    client.signUpId ? findSignUp(instance, client.signUpId, client.id) : undefined,
  ]);
  return {
    object: 'client',
    id: client.id,
    sessions: await Promise.all(active.map((session) => browserSessionJSON(instance, session, origin))),
    sign_in: signIn && signIn.status !== 'complete' ? await signInJSON(instance, signIn) : null,
    sign_up: signUp && signUp.status !== 'complete' ? await signUpJSON(instance, signUp) : null,
    last_active_session_id:
      active.find((session) => session.id === client.lastActiveSessionId)?.id ?? active[0]?.id ?? null,
    last_authentication_strategy: client.lastAuthenticationStrategy,
    cookie_expires_at: null,
    captcha_bypass: true,
    created_at: client.createdAt,
    // Browser libraries derive `__client_uat` from it.
    updated_at: client.sessionsChangedAt,
  };
}
