import type { Context } from 'hono';
import { html } from 'hono/html';
import { ApiError } from '../errors/api-error.js';
import type { DemoUser, Instance } from '../instance/instance.js';
import { avatarPath } from '../store/image-url.js';
import { displayName, primaryEmailAddress } from '../users/display-name.js';
import { verifyPassword } from '../users/hash-password.js';
import { startSession } from '../sessions/start-session.js';
import type { ClientRow } from '../store/tables.js';
import { findUser, findUserByIdentifier, type UserRecord } from '../users/user-record.js';
import { acceptTicket } from '../sign-in/accept-ticket.js';
import { readForm, type Form } from './form.js';
import { renderPage, type Html } from './render-page.js';
import { avatar } from './avatar.js';
import { destination, pageHead, refusedNotice } from './page-head.js';
import { field, formError, type FieldError } from './field.js';
import { journeyFields, journeyQuery } from './return-fields.js';
import { ensureClient, findVisitor, type Visitor } from './visitor.js';
import { leave, readJourney, resumed, returnAddress, type Journey } from './return-target.js';

/** `GET /sign-in`; with a ticket (sign-in token, actor token) in `__clerk_ticket` it signs in at once. */
export async function showSignIn(instance: Instance, c: Context): Promise<Response> {
  const asked = readJourney(instance, (name) => c.req.query(name));
  const visitor = await findVisitor(instance, c, asked);
  const journey = resumed(instance, asked, visitor);
  const ticket = c.req.query('__clerk_ticket');
  if (!ticket) return renderSignIn(instance, journey, visitor, {});
  return signIn(instance, journey, visitor, (client) => acceptTicket(instance, ticket, client.id));
}

/** `POST /sign-in`: `user_id` (one click), or `identifier` and `password`. */
export async function submitSignIn(instance: Instance, c: Context): Promise<Response> {
  const form = await readForm(c);
  const asked = readJourney(instance, form);
  const visitor = await findVisitor(instance, c, asked);
  const journey = resumed(instance, asked, visitor);
  const choice = await chooseUser(instance, form);
  if ('error' in choice) {
    return renderSignIn(instance, journey, visitor, { error: choice.error, identifier: form('identifier') });
  }
  const { record, strategy } = choice;
  return signIn(instance, journey, visitor, (client) =>
    startSession(instance, { clientId: client.id, userId: record.user.id, strategy }),
  );
}

async function signIn(
  instance: Instance,
  journey: Journey,
  visitor: Visitor,
  start: (client: ClientRow) => Promise<unknown>,
): Promise<Response> {
  const client = await ensureClient(instance, visitor);
  try {
    await start(client);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return renderSignIn(instance, journey, visitor, { error: { field: 'form', text: error.longMessage } });
  }
  return leave(instance, client, journey, '/user');
}

type Choice = { readonly record: UserRecord; readonly strategy: string } | { readonly error: FieldError };

async function chooseUser(instance: Instance, form: Form): Promise<Choice> {
  const userId = form('user_id');
  if (userId) {
    const record = await findUser(instance.db, userId);
    return record ? { record, strategy: 'ticket' } : { error: { field: 'form', text: 'This user no longer exists.' } };
  }
  const identifier = form('identifier')?.trim() ?? '';
  if (identifier === '') return { error: { field: 'identifier', text: 'Enter your email address or username.' } };
  const record = await findUserByIdentifier(instance.db, identifier);
  if (!record)
    return { error: { field: 'identifier', text: 'There is no account with this email address or username.' } };
  const { passwordDigest } = record.user;
  if (passwordDigest === null) return { error: { field: 'password', text: 'This account has no password.' } };
  if (await verifyPassword(form('password') ?? '', passwordDigest)) return { record, strategy: 'password' };
  return { error: { field: 'password', text: 'The password is incorrect.' } };
}

async function renderSignIn(
  instance: Instance,
  journey: Journey,
  visitor: Visitor,
  state: { readonly error?: FieldError; readonly identifier?: string | undefined },
): Promise<Response> {
  const { error } = state;
  const body = html`
    ${pageHead('Sign in', destination(journey) ?? 'with an account of your local emulator')} ${refusedNotice(journey)}
    ${await signedInCard(instance, journey, visitor)}
    <section class="card">
      <form method="post" action="/sign-in" novalidate>
        ${journeyFields(journey)} ${formError(error)}
        ${field({ name: 'identifier', label: 'Email address or username', autocomplete: 'username', value: state.identifier, error })}
        ${field({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password', error })}
        <button class="button primary" type="submit">Sign in</button>
      </form>
      ${oneClickUsers(instance, instance.demoUsers(), journey)}
    </section>
    <p class="aside">No account yet? <a href="/sign-up${journeyQuery(journey)}">Sign up</a></p>
  `;
  return renderPage({ title: 'Sign in', body, status: error ? 422 : 200 });
}

async function signedInCard(instance: Instance, journey: Journey, visitor: Visitor): Promise<Html | ''> {
  if (!visitor.client || !visitor.record) return '';
  const target = (await returnAddress(instance, visitor.client, journey)) ?? '/user';
  return html`<section class="card signed-in">
    ${avatar(avatarPath(visitor.record.user.id), 40)}
    <p>
      Signed in as <strong>${displayName(visitor.record)}</strong><br /><small
        >${primaryEmailAddress(visitor.record)?.emailAddress}</small
      >
    </p>
    <a class="button secondary" href="${target}">Continue</a>
  </section>`;
}

function oneClickUsers(instance: Instance, users: readonly DemoUser[], journey: Journey): Html | '' {
  if (users.length === 0) return '';
  return html`<div class="divider"><span>or with one click</span></div>
    <form method="post" action="/sign-in" class="people">
      ${journeyFields(journey)}
      ${users.map(
        (user) =>
          html`<button class="person" type="submit" name="user_id" value="${user.id}">
            ${avatar(avatarPath(user.id), 36)}
            <span><strong>${nameOf(user)}</strong><small>${user.emailAddress}</small></span>
          </button>`,
      )}
    </form>`;
}

function nameOf(user: DemoUser): string {
  const fullName = [user.firstName, user.lastName].filter((part) => part !== null).join(' ');
  return fullName || user.username || user.emailAddress;
}
