import type { Instance } from '../instance/instance.js';
import type { ClientRow } from '../store/tables.js';
import { insertClient, findClientByDevBrowser, findDevBrowser, bindDevBrowser } from './find-client.js';

/** Creates the client of a new browser. */
export async function createClient(instance: Instance): Promise<ClientRow> {
  const now = instance.now();
  const client: ClientRow = {
    id: instance.createId('client'),
    token: instance.createId('ct'),
    lastActiveSessionId: null,
    lastAuthenticationStrategy: null,
    signInId: null,
    signUpId: null,
    askedFrom: null,
    askedFromUntil: null,
    createdAt: now,
    sessionsChangedAt: now,
    updatedAt: now,
  };
  await insertClient(instance.db, client);
  return client;
}

/** Returns a dev browser of the client: the caller's, the newest or a new one. */
export async function ensureDevBrowser(instance: Instance, clientId: string, wanted?: string): Promise<string> {
  const known = wanted && (await findClientByDevBrowser(instance.db, wanted)) ? wanted : undefined;
  const id = known ?? (await findDevBrowser(instance.db, clientId)) ?? instance.createId('dvb');
  await bindDevBrowser(instance.db, id, clientId, instance.now());
  return id;
}
