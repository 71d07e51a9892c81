import type { Instance } from '../instance/instance.js';
import type { ClientRow } from '../store/tables.js';
import { insertClient, findClientByDevBrowser, findDevBrowser, bindDevBrowser } from './find-client.js';

/** A new browser that nobody signed in with yet. */
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

/** A dev browser of the client: the one the caller has, else the newest, else a new one. */
export async function ensureDevBrowser(instance: Instance, clientId: string, wanted?: string): Promise<string> {
  const known = wanted && (await findClientByDevBrowser(instance.db, wanted)) ? wanted : undefined;
  const id = known ?? (await findDevBrowser(instance.db, clientId)) ?? instance.createId('dvb');
  await bindDevBrowser(instance.db, id, clientId, instance.now());
  return id;
}
