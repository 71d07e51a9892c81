import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Instance } from '../instance/instance.js';
import { displayName } from '../users/display-name.js';
import { isAllowedOrigin } from '../http/check-redirect-url.js';
import { endSession } from '../sessions/end-session.js';
import { listActiveSessions } from '../sessions/find-active-session.js';
import { readForm } from './form.js';
import { renderPage } from './render-page.js';
import { journeyFields } from './return-fields.js';
import { pageHead, refusedNotice } from './page-head.js';
import { findVisitor, type Visitor } from './visitor.js';
import { leave, readJourney, type Journey } from './return-target.js';

/**
 * `GET /sign-out`: signs out at once when the browser comes from an allowed application or from an address bar, since
 * applications link here. A page of another site gets a question instead: it must not be able to sign people out.
 */
export async function showSignOut(instance: Instance, c: Context): Promise<Response> {
  const journey = readJourney(instance, (name) => c.req.query(name));
  const visitor = await findVisitor(instance, c, journey);
  if (isFromForeignPage(instance, c)) return renderQuestion(journey, visitor);
  return signOut(instance, journey, visitor);
}

function isFromForeignPage(instance: Instance, c: Context): boolean {
  if (c.req.header('sec-fetch-site') !== 'cross-site') return false;
  // An application on 127.0.0.1 is another site than localhost, but an allowed one. A page can hide this header, not forge it.
  return !isAllowedOrigin(instance, c.req.header('referer') ?? '');
}

/** `POST /sign-out` */
export async function submitSignOut(instance: Instance, c: Context): Promise<Response> {
  const journey = readJourney(instance, await readForm(c));
  return signOut(instance, journey, await findVisitor(instance, c, journey));
}

async function signOut(instance: Instance, journey: Journey, { client }: Visitor): Promise<Response> {
  if (!client) return redirect(journey.redirectUrl ?? '/sign-in');
  for (const session of await listActiveSessions(instance, client.id)) await endSession(instance, session, 'ended');
  return leave(instance, client, journey, '/sign-in');
}

function redirect(location: string): Response {
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}

function renderQuestion(journey: Journey, { record }: Visitor): Promise<Response> {
  const body = html`
    ${pageHead('Sign out?', record ? `You are signed in as ${displayName(record)}.` : 'You are not signed in.')}
    ${refusedNotice(journey)}
    <section class="card">
      <form method="post" action="/sign-out">
        ${journeyFields(journey)}
        <button class="button primary" type="submit">Sign out</button>
      </form>
    </section>
  `;
  return renderPage({ title: 'Sign out', body });
}
