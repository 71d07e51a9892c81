import { html } from 'hono/html';
import { environmentFor, formatEnvironment } from '../instance/app-connection.js';
import type { Instance } from '../instance/instance.js';
import { avatarPath } from '../store/image-url.js';
import { displayName, primaryEmailAddress } from '../users/display-name.js';
import { countUsers, listUsers } from '../users/list-users.js';
import type { UserRecord } from '../users/user-record.js';
import { renderPage, type Html } from './render-page.js';
import { avatar } from './avatar.js';
import { findVisitor } from './visitor.js';
import type { HostedPage } from './hosted-page.js';
import { maySeeSecretKey } from '../instance/demo-secret-key.js';
import type { Caller } from '../http/listen.js';

const shownUsers = 50;
const allUsers = { after: [], before: [] };

/** Shows how to connect an application, and who can sign in. */
export const overviewPage: HostedPage = {
  async show(instance, c) {
    const { record } = await findVisitor(instance, c, { devBrowser: undefined });
    const body = html`
      <header class="hero">
        <img src="/favicon.svg" alt="" width="44" height="44" />
        <div>
          <h1>Acme Emulator</h1>
          <p>Clerk-compatible sign-in on your own machine, listening at <code>${instance.url}</code></p>
        </div>
        ${visitorMenu(record)}
      </header>
      <div class="columns">${connectionCard(instance, c.env)} ${await usersCard(instance)}</div>
      ${nextSteps}
    `;
    return renderPage({ title: 'Overview', body, width: 'wide' });
  },
};

const nextSteps = html`<section class="card next">
  <h2>What to do next</h2>
  <ol>
    <li>Start your application with the variables above and open a page that needs sign-in.</li>
    <li>Pick a user on the sign-in page. One click is enough.</li>
    <li>In tests, call <code>createEmulator()</code> and <code>emulator.signIn('ada@example.com')</code>.</li>
  </ol>
</section>`;

function connectionCard(instance: Instance, caller: Caller): Html {
  return html`<section class="card">
    <h2>Connect your application</h2>
    <p>Put these lines into its <code>.env</code> and start it. They stay the same for this port.</p>
    <pre tabindex="0" aria-label="Environment variables">
${formatEnvironment(shownEnvironment(instance, caller), 'dotenv')}</pre>
    <p class="muted">Or let the emulator set them: <code>npx acme-emulator exec -- npm run dev</code></p>
  </section>`;
}

async function usersCard(instance: Instance): Promise<Html> {
  const order = { column: 'createdAt', direction: 'asc' } as const;
  const users = await listUsers(instance.db, allUsers, order, { limit: shownUsers, offset: 0 });
  const total = await countUsers(instance.db, allUsers);
  return html`<section class="card">
    <h2>Users <span class="count">${total}</span></h2>
    <ul class="list">
      ${users.length === 0 ? html`<li class="muted">Nobody yet.</li>` : users.map((record) => userRow(instance, record))}
    </ul>
    ${total > shownUsers ? html`<p class="muted">and ${total - shownUsers} more</p>` : ''}
    <div class="actions">
      <a class="button secondary" href="/sign-up">Add a user</a>
      <a class="button primary" href="/sign-in">Sign in</a>
    </div>
  </section>`;
}

/** The variables, with the secret key only for callers who may see it. */
function shownEnvironment(instance: Instance, caller: Caller): Readonly<Record<string, string>> {
  const environment = environmentFor(instance.connection);
  if (maySeeSecretKey(instance, caller)) return environment;
  return { ...environment, CLERK_SECRET_KEY: '(the key that the emulator was started with)' };
}

function visitorMenu(record: UserRecord | undefined): Html | '' {
  return record
    ? html`<a class="chip" href="/user"
        >${avatar(avatarPath(record.user.id), 28)}<span>${displayName(record)}</span></a
      >`
    : '';
}

function userRow(instance: Instance, record: UserRecord): Html {
  const demo = instance.demoUsers().find((user) => user.id === record.user.id);
  return html`<li>
    ${avatar(avatarPath(record.user.id), 36)}
    <div class="who">
      <strong>${displayName(record)}</strong>
      <small>${primaryEmailAddress(record)?.emailAddress ?? record.user.username}</small>
    </div>
    ${demo?.password ? html`<code class="secret" title="Password">${demo.password}</code>` : ''}
  </li>`;
}
