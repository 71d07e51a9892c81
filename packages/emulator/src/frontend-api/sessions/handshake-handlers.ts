import { checkRedirectUrl } from '../../http/check-redirect-url.js';
import { adviceFor } from '../../instance/advice.js';
import { explain } from '../../instance/request-trace.js';
import type { Instance } from '../../instance/instance.js';
import { renderMessagePage } from '../../pages/render-message-page.js';
import { rememberPage } from '../../sessions/remembered-page.js';
import type { FrontendCall } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { answerHandshake } from './answer-handshake.js';

export const handshakeHandlers = { handshakeClient: handshake } satisfies FrontendHandlers;

/** Brings an application's cookies up to date and sends the browser back. */
async function handshake(call: FrontendCall): Promise<Response> {
  const { instance, query } = call;
  const wanted = query.get('redirect_url') ?? undefined;
  const redirectUrl = checkRedirectUrl(instance, wanted);
  if (!redirectUrl) return refuse(instance, wanted);
  loopWatcher(instance)(`${redirectUrl.href} ${query.get('__clerk_hs_reason') ?? ''}`);
  explain(instance, `The application asked: ${askedBecause(query.get('__clerk_hs_reason'))}`);
  const client = await call.ensureClient();
  await rememberPage(instance, client, redirectUrl);
  return answerHandshake(instance, client, redirectUrl, {
    devBrowser: query.get('__clerk_db_jwt') ?? undefined,
    format: query.get('format') === 'nonce' ? instance.handshakeFormat : 'token',
    organization: query.get('organization_id') ?? undefined,
  });
}

/** Why the application sent the browser here, in words. The reason comes from outside, so that only a known one is repeated. */
function askedBecause(reason: string | null): string {
  if (reason === null) return 'it gave no reason.';
  return adviceFor(reason)?.meaning ?? 'its reason is not one that the emulator knows.';
}

function refuse(instance: Instance, wanted: string | undefined): Promise<Response> {
  const reason = `Handshake refused: redirect_url ${wanted === undefined ? 'is missing' : 'is not on an allowed origin'}.`;
  instance.log(reason);
  explain(instance, reason);
  return renderMessagePage({
    status: 400,
    title: wanted === undefined ? 'Nowhere to go back to' : 'This address is not allowed',
    text:
      wanted === undefined
        ? 'A handshake starts in your application: open a page of it, not this address.'
        : 'The emulator only sends sessions to applications on this machine. To allow another origin, start it with --allow-origin.',
  });
}

// A request has an instance of its own; the database is that of the emulator.
const loopWatchers = new WeakMap<Instance['db'], (visit: string) => void>();

function loopWatcher(instance: Instance): (visit: string) => void {
  const watcher = loopWatchers.get(instance.db) ?? createLoopWatcher(instance);
  loopWatchers.set(instance.db, watcher);
  return watcher;
}

/** Logs loops. Stopping them here would break fast tests (see the reset of the loop counter). */
function createLoopWatcher(instance: Instance): (visit: string) => void {
  const limit = 5;
  const windowMs = 5000;
  let recent: { readonly visit: string; readonly at: number }[] = [];
  return (visit) => {
    const now = instance.now();
    recent = recent.filter((entry) => now - entry.at < windowMs && entry.at <= now);
    recent.push({ visit, at: now });
    if (recent.filter((entry) => entry.visit === visit).length !== limit) return;
    instance.log(
      `Handshake loop: ${limit} handshakes for one page within ${windowMs / 1000} seconds. Check that the application uses the keys this emulator printed, that its clock is right and that its cookies are kept.`,
    );
  };
}
