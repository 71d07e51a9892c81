import { html } from 'hono/html';
import type { Instance } from '../instance/instance.js';
import { avatarPath } from '../store/image-url.js';
import { displayName, primaryEmailAddress } from '../users/display-name.js';
import type { HostedPage, PageContext } from './hosted-page.js';
import { renderPage, type Html } from './render-page.js';
import { avatar } from './avatar.js';
import { findVisitor } from './visitor.js';
import { readReturnTarget } from './return-target.js';

/** Shows who is signed in, and what applications see of them. */
export const profilePage: HostedPage = { show: showUser };

async function showUser(instance: Instance, c: PageContext): Promise<Response> {
  const target = readReturnTarget(instance, (name) => c.req.query(name));
  const { session, record } = await findVisitor(instance, c, target);
  if (!session || !record) return c.redirect('/sign-in', 303);
  const { user } = record;
  const body = html`
    <section class="card profile">
      ${avatar(avatarPath(user.id), 72)}
      <h1>${displayName(record)}</h1>
      <p class="muted">${primaryEmailAddress(record)?.emailAddress ?? user.username}</p>
      <dl>
        ${entry('User ID', user.id)} ${entry('Session ID', session.id)}
        ${user.username ? entry('Username', user.username) : ''}
        ${record.emailAddresses.map((email) => entry('Email address', email.emailAddress))}
        ${entry('Public metadata', JSON.stringify(user.publicMetadata))}
        ${entry('Signed in since', new Date(session.createdAt).toISOString().replace('T', ' ').slice(0, 16) + ' UTC')}
      </dl>
      <div class="actions">
        <a class="button secondary" href="/sign-in">Switch account</a>
        <form method="post" action="/sign-out"><button class="button primary" type="submit">Sign out</button></form>
      </div>
    </section>
  `;
  return renderPage({ title: displayName(record), body });
}

function entry(label: string, value: string): Html {
  return html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;
}
