import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Instance } from '../instance/instance.js';
import { displayName } from '../users/display-name.js';
import { isAllowedOrigin } from '../http/check-redirect-url.js';
import { endSession } from '../sessions/end-session.js';
import { listActiveSessions } from '../sessions/find-active-session.js';
import { readRequestBody } from '../http/read-request-body.js';
import { formRules, type HostedPage } from './hosted-page.js';
import { renderPage } from './render-page.js';
import { returnFields } from './return-fields.js';
import { pageHead, refusedNotice } from './page-head.js';
import { findVisitor, type Visitor } from './visitor.js';
import { redirectBack, readReturnTarget, type ReturnTarget } from './return-target.js';

export const signOutPage: HostedPage = {
  /**
   * Signs out at once when the browser comes from an allowed application or from an address bar, since applications link
   * here. A page of another site gets a question instead: it must not be able to sign people out.
   */
  async show(instance, c) {
    const target = readReturnTarget(instance, (name) => c.req.query(name));
    const visitor = await findVisitor(instance, c, target);
    return isFromForeignPage(instance, c) ? renderQuestion(target, visitor) : signOut(instance, target, visitor);
  },

  async submit(instance, c) {
    const body = await readRequestBody(c, formRules);
    const target = readReturnTarget(instance, (name) => body.string(name) ?? undefined);
    return signOut(instance, target, await findVisitor(instance, c, target));
  },
};

function isFromForeignPage(instance: Instance, c: Context): boolean {
  if (c.req.header('sec-fetch-site') !== 'cross-site') return false;
  // An application on 127.0.0.1 is another site than localhost, but an allowed one. A page can remove this header, not forge it.
  return !isAllowedOrigin(instance, c.req.header('referer') ?? '');
}

async function signOut(instance: Instance, target: ReturnTarget, { client }: Visitor): Promise<Response> {
  if (!client) return redirect(target.redirectUrl ?? '/sign-in');
  for (const session of await listActiveSessions(instance, client.id)) await endSession(instance, session, 'ended');
  return redirectBack(instance, client, target, '/sign-in');
}

function redirect(location: string): Response {
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}

function renderQuestion(target: ReturnTarget, { record }: Visitor): Promise<Response> {
  const body = html`
    ${pageHead('Sign out?', record ? `You are signed in as ${displayName(record)}.` : 'You are not signed in.')}
    ${refusedNotice(target)}
    <section class="card">
      <form method="post" action="/sign-out">
        ${returnFields(target)}
        <button class="button primary" type="submit">Sign out</button>
      </form>
    </section>
  `;
  return renderPage({ title: 'Sign out', body });
}
