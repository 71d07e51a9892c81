import { html } from 'hono/html';
import { ApiError, NotFoundError, ParameterError } from '../errors/api-error.js';
import type { DemoUser, Instance } from '../instance/instance.js';
import { avatarPath } from '../store/image-url.js';
import { displayName, primaryEmailAddress } from '../users/display-name.js';
import { readRequestBody } from '../http/read-request-body.js';
import { RequestBody } from '../http/request-body.js';
import type { ClientRow, SessionRow } from '../store/tables.js';
import { findUser } from '../users/user-record.js';
import { signInSteps } from '../sign-in/sign-in-steps.js';
import { formRules, type HostedPage } from './hosted-page.js';
import { readVisit } from './read-visit.js';
import { renderPage, type Html } from './render-page.js';
import { avatar } from './avatar.js';
import { destination, pageHead, refusedNotice } from './page-head.js';
import { field, fieldErrorOf, formError, type FieldError } from './field.js';
import { returnFields, returnQuery } from './return-fields.js';
import { ensureClient, type Visitor } from './visitor.js';
import { redirectBack, returnAddress, type ReturnTarget } from './return-target.js';

const fields = ['identifier', 'password'];

/** Signs in with one click (`user_id`), with `identifier` and `password`, or with a ticket (`__clerk_ticket` in the query). */
export const signInPage: HostedPage = {
  async show(instance, c) {
    const { target, visitor } = await readVisit(instance, c, (name) => c.req.query(name));
    const ticket = c.req.query('__clerk_ticket');
    if (!ticket) return renderSignIn(instance, target, visitor, {});
    const body = new RequestBody({ ticket });
    return answer(instance, target, visitor, {}, async () => {
      const client = await ensureClient(instance, visitor);
      const user = await signInSteps.verify(instance, { strategy: 'ticket', body });
      await signInSteps.complete(instance, client.id, 'ticket', user);
      return client;
    });
  },

  async submit(instance, c) {
    const body = await readRequestBody(c, formRules);
    const { target, visitor } = await readVisit(instance, c, (name) => body.string(name) ?? undefined);
    const userId = body.string('user_id');
    const identifier = body.string('identifier')?.trim() ?? '';
    return answer(instance, target, visitor, { identifier }, async () => {
      const start = userId ? await oneClick(instance, userId) : await withPassword(instance, identifier, body);
      const client = await ensureClient(instance, visitor);
      await start(client.id);
      return client;
    });
  },
};

/** Starts the session of a person who may sign in. */
type Start = (clientId: string) => Promise<SessionRow>;

async function oneClick(instance: Instance, userId: string): Promise<Start> {
  if (!(await findUser(instance.db, userId))) throw new NotFoundError('This user no longer exists.');
  return (clientId) => signInSteps.signInAs(instance, clientId, userId);
}

async function withPassword(instance: Instance, identifier: string, body: RequestBody): Promise<Start> {
  if (identifier === '') {
    throw new ParameterError('form_param_missing', 'is missing', 'identifier', 'Enter your email address or username.');
  }
  const { user } = await signInSteps.identify(instance, identifier);
  if (user.passwordDigest === null) {
    // The form has one strategy only, so the person reads what is missing, not the name of the strategy.
    throw new ParameterError('strategy_for_user_invalid', 'is invalid', 'password', 'This account has no password.');
  }
  const verified = await signInSteps.verify(instance, { userId: user.id, strategy: 'password', body });
  return (clientId) => signInSteps.complete(instance, clientId, 'password', verified);
}

/** Redirects to the application after a sign-in; shows the form again, with the error, after a refusal. */
async function answer(
  instance: Instance,
  target: ReturnTarget,
  visitor: Visitor,
  state: { readonly identifier?: string },
  signIn: () => Promise<ClientRow>,
): Promise<Response> {
  try {
    return await redirectBack(instance, await signIn(), target, '/user');
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return renderSignIn(instance, target, visitor, { ...state, error: fieldErrorOf(error, fields) });
  }
}

async function renderSignIn(
  instance: Instance,
  target: ReturnTarget,
  visitor: Visitor,
  state: { readonly error?: FieldError; readonly identifier?: string | undefined },
): Promise<Response> {
  const { error } = state;
  const body = html`
    ${pageHead('Sign in', destination(target) ?? 'with an account of your local emulator')} ${refusedNotice(target)}
    ${await signedInCard(instance, target, visitor)}
    <section class="card">
      <form method="post" action="/sign-in" novalidate>
        ${returnFields(target)} ${formError(error)}
        ${field({ name: 'identifier', label: 'Email address or username', autocomplete: 'username', value: state.identifier, error })}
        ${field({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password', error })}
        <button class="button primary" type="submit">Sign in</button>
      </form>
      ${oneClickUsers(instance, instance.demoUsers(), target)}
    </section>
    <p class="aside">No account yet? <a href="/sign-up${returnQuery(target)}">Sign up</a></p>
  `;
  return renderPage({ title: 'Sign in', body, status: error ? 422 : 200 });
}

async function signedInCard(instance: Instance, target: ReturnTarget, visitor: Visitor): Promise<Html | ''> {
  if (!visitor.client || !visitor.record) return '';
  const address = (await returnAddress(instance, visitor.client, target)) ?? '/user';
  return html`<section class="card signed-in">
    ${avatar(avatarPath(visitor.record.user.id), 40)}
    <p>
      Signed in as <strong>${displayName(visitor.record)}</strong><br /><small
        >${primaryEmailAddress(visitor.record)?.emailAddress}</small
      >
    </p>
    <a class="button secondary" href="${address}">Continue</a>
  </section>`;
}

function oneClickUsers(instance: Instance, users: readonly DemoUser[], target: ReturnTarget): Html | '' {
  if (users.length === 0) return '';
  return html`<div class="divider"><span>or with one click</span></div>
    <form method="post" action="/sign-in" class="people">
      ${returnFields(target)}
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
