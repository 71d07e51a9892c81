import type { Instance } from '../instance/instance.js';
import type { ClientRow } from '../store/tables.js';
import { findClientByDevBrowser, findClientByToken } from './find-client.js';
import { findActiveSession } from './find-active-session.js';

/** The values by which a browser is recognised. */
export interface ClientHint {
  /** Query parameter `__clerk_db_jwt`. */
  readonly devBrowser?: string | undefined;
  /** The emulator's own cookie. */
  readonly cookie?: string | undefined;
}

/**
 * Finds the client of a browser. The dev browser of the calling application comes first. If that client has no session, but
 * the client of the emulator's own cookie has one, the application joins the latter: one sign-in serves all applications of
 * the instance.
 */
export async function findClientByHint(instance: Instance, hint: ClientHint): Promise<ClientRow | undefined> {
  const byDevBrowser = hint.devBrowser ? await findClientByDevBrowser(instance.db, hint.devBrowser) : undefined;
  if (byDevBrowser && (await findActiveSession(instance, byDevBrowser))) return byDevBrowser;
  const byCookie = hint.cookie ? await findClientByToken(instance.db, hint.cookie) : undefined;
  if (byCookie && (!byDevBrowser || (await findActiveSession(instance, byCookie)))) return byCookie;
  return byDevBrowser;
}
