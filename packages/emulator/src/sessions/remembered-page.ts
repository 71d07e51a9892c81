import type { Instance } from '../instance/instance.js';
import { checkRedirectUrl } from '../http/check-redirect-url.js';
import { updateClient } from './find-client.js';
import type { ClientRow } from '../store/tables.js';

/** How long a page is remembered, in ms. */
const rememberedMs = 60 * 60 * 1000;
/** Longer addresses are not remembered. */
const maxLength = 4096;

/**
 * Remembers the page that a handshake came from. The sign-in pages return to it if the application gives them no address.
 * @param page - checked already
 */
export async function rememberPage(instance: Instance, client: ClientRow, page: URL): Promise<void> {
  const askedFrom = withoutHandshake(page);
  if (askedFrom.length > maxLength) return;
  const askedFromUntil = instance.now() + rememberedMs;
  await updateClient(instance.db, client.id, { askedFrom, askedFromUntil });
}

/** The remembered page, if it may still be visited. It is checked again: the emulator may have been started with other origins. */
export function rememberedPage(instance: Instance, client: ClientRow | undefined): string | undefined {
  if (!client?.askedFrom || (client.askedFromUntil ?? 0) < instance.now()) return undefined;
  return checkRedirectUrl(instance, client.askedFrom)?.href;
}

/** The page itself: what an earlier round left in the address is used up. */
function withoutHandshake(page: URL): string {
  const url = new URL(page);
  for (const name of [...url.searchParams.keys()]) {
    if (name.startsWith('__clerk_')) url.searchParams.delete(name);
  }
  return url.href;
}
