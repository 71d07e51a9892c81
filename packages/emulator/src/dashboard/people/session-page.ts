import { html } from 'hono/html';
import { actionButton } from '../layout/action-form.js';
import { copyable } from '../layout/copyable.js';
import type { DashboardPage } from '../layout/dashboard-page.js';
import { facts } from '../layout/facts.js';
import { formatTime } from '../layout/format-time.js';
import { jsonText } from '../layout/json-text.js';
import { deviceOf, isOpen, sessionStatus } from './session-table.js';
import { userPath } from './user-actions.js';

/** A session: its state, and what the next token of it says. */
export const sessionPage: DashboardPage = {
  path: '/dashboard/sessions/:sessionId',
  topics: ['data', 'clock'],
  async show(call) {
    const session = await call.run('sessions.get', { sessionId: call.pathPart('sessionId') });
    const token = isOpen(session) ? session.token : undefined;
    return {
      title: deviceOf(session),
      subtitle: html`<span class="mono">${session.id}</span>`,
      back: { href: userPath(session.user_id), text: 'The user' },
      buttons: isOpen(session) ? actionButton({ action: 'revoke', text: 'Revoke', tone: 'danger' }) : html``,
      live: html`<div class="cols">
        <section class="card">
          <h2>About</h2>
          ${facts([
            ['Status', sessionStatus(session)],
            ['User', html`<a href="${userPath(session.user_id)}" class="mono">${session.user_id}</a>`],
            ['Client', html`<span class="mono">${session.client_id}</span>`],
            ['Organization', session.last_active_organization_id ?? 'none'],
            ['Tasks', session.tasks?.map(({ key }) => key).join(', ') || 'none'],
            ['Address', session.latest_activity?.ip_address ?? 'unknown'],
            ['Last active', formatTime(session.last_active_at)],
            ['Expires', formatTime(session.expire_at)],
            ['Abandoned', formatTime(session.abandon_at)],
            ['Created', formatTime(session.created_at)],
          ])}
        </section>
        <section class="card">
          <h2>Token</h2>
          <p class="muted">What the next session token says, decoded.</p>
          ${
            token
              ? html`${copyable('the header', jsonText(token.header))} ${copyable('the claims', jsonText(token.claims))}`
              : html`<p class="muted">A session that ended gets no token.</p>`
          }
        </section>
      </div>`,
    };
  },
  actions: {
    async revoke(call) {
      await call.run('sessions.revoke', { sessionId: call.pathPart('sessionId') });
      return { note: 'The session was revoked.' };
    },
  },
};
