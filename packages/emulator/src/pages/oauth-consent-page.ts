import { html } from 'hono/html';
import { isLoopbackHostname } from '../http/is-loopback-hostname.js';
import { readRequestBody } from '../http/read-request-body.js';
import {
  readAuthorizationRequest,
  RedirectableError,
  type AuthorizationRequest,
} from '../oauth/authorization-request.js';
import { rememberConsent } from '../oauth/needs-consent.js';
import { scopeTexts } from '../oauth/scopes-supported.js';
import { displayName } from '../users/display-name.js';
import type { UserRecord } from '../users/user-record.js';
import { formRules, type HostedPage } from './hosted-page.js';
import { authorize, grant, refusing } from './authorize.js';
import { pageHead } from './page-head.js';
import { renderPage } from './render-page.js';
import { findVisitor } from './visitor.js';

/** The page where a person allows an application, or does not. */
export const oauthConsentPage: HostedPage = {
  async show(instance, c) {
    const parameters = new URL(c.req.url).searchParams;
    const { session, record } = await findVisitor(instance, c, { devBrowser: undefined });
    if (!session || !record) return authorize(instance, parameters, undefined);
    return refusing(instance, async () => {
      return renderQuestion(await readAuthorizationRequest(instance, parameters), parameters, record);
    });
  },

  async submit(instance, c) {
    const body = await readRequestBody(c, formRules);
    const parameters = new URLSearchParams(body.string('request') ?? '');
    const { session } = await findVisitor(instance, c, { devBrowser: undefined });
    if (!session) return authorize(instance, parameters, undefined);
    return refusing(instance, async () => {
      const request = await readAuthorizationRequest(instance, parameters);
      if (body.string('decision') !== 'allow') throw denied(request);
      await rememberConsent(instance, request, session.userId);
      return grant(instance, request, session);
    });
  },
};

/** The refusal of a person. */
export function denied(request: AuthorizationRequest): RedirectableError {
  return new RedirectableError('access_denied', 'The person did not agree.', request);
}

function renderQuestion(
  { client, scopes, redirectUri, resource }: AuthorizationRequest,
  parameters: URLSearchParams,
  record: UserRecord,
): Promise<Response> {
  const title = `Allow ${client.name}?`;
  const body = html`
    ${pageHead(title, `You are signed in as ${displayName(record)}.`)}
    <section class="card">
      <p>${client.name} wants to:</p>
      <ul>
        ${scopes.map((scope) => html`<li>${scopeTexts[scope] ?? scope}</li>`)}
      </ul>
      ${resource === undefined ? '' : html`<p>It will use this at ${resource}.</p>`}
      ${
        // Anybody can give any name to a client: its address is what a person can recognize.
        URL.canParse(client.clientId)
          ? html`<p class="muted">The application describes itself at ${client.clientId}.</p>`
          : ''
      }
      ${
        isLoopbackHostname(new URL(redirectUri).hostname)
          ? html`<p class="muted">A program on your own computer asks. Allow it only if you have just started it.</p>`
          : ''
      }
      <p class="muted">Afterwards you return to ${new URL(redirectUri).host || redirectUri}.</p>
      <form method="post" action="/oauth-consent">
        <input type="hidden" name="request" value="${parameters.toString()}" />
        <div class="actions">
          <button class="button secondary" type="submit" name="decision" value="deny">Deny</button>
          <button class="button primary" type="submit" name="decision" value="allow">Allow</button>
        </div>
      </form>
    </section>
  `;
  return renderPage({ title, body });
}
