import { html } from 'hono/html';
import { ApiError, NotFoundError, ParameterError } from '../errors/api-error.js';
import { readRequestBody } from '../http/read-request-body.js';
import { RequestBody } from '../http/request-body.js';
import { instanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { findConnectionOf } from '../sign-in/find-connection.js';
import { isProviderStrategy } from '../sign-in/provider-strategy.js';
import { startSignIn, type SignInAttempt } from '../sign-in/sign-in-attempt.js';
import { signInSteps } from '../sign-in/sign-in-steps.js';
import { offeredFactors } from '../sign-in/strategies.js';
import { avatarPath } from '../store/image-url.js';
import type { ClientRow } from '../store/tables.js';
import { displayName, primaryEmailAddress } from '../users/display-name.js';
import type { ProviderConnectionRow } from '../users/provider-connection.js';
import { findUser, findUserByIdentifier } from '../users/user-record.js';
import { avatar } from './avatar.js';
import { field, fieldErrorOf, formError, type FieldError } from './field.js';
import { formRules, type HostedPage } from './hosted-page.js';
import { listOneClickUsers, oneClickUsers } from './one-click-users.js';
import { destination, pageHead, refusedNotice } from './page-head.js';
import { leavePages } from './leave-pages.js';
import { passkeyButton, startPasskeySignIn } from './passkey-page.js';
import { linkInput, linkPath } from './link-input.js';
import { readVisit } from './read-visit.js';
import { renderPage, type Html } from './render-page.js';
import { returnFields, returnQuery } from './return-fields.js';
import { returnAddress, type ReturnTarget } from './return-target.js';
import { renderConnection } from './render-connection.js';
import { continueSignIn, socialButtons } from './continue-sign-in.js';
import { redirectTo } from './redirect-to.js';
import { ensureClient, type Visitor } from './visitor.js';

const fields = ['identifier', 'password'];

/**
 * Signs in with one click (`user_id`), with `identifier` and `password`, with a code (`method`), at a provider (`strategy`), or with a
 * ticket (`__clerk_ticket` in the query).
 */
export const signInPage: HostedPage = {
  async show(instance, c) {
    const { target, visitor } = await readVisit(instance, c, (name) => c.req.query(name));
    const ticket = c.req.query('__clerk_ticket');
    if (!ticket) return renderSignIn(instance, target, visitor, {});
    const body = new RequestBody({ ticket });
    return answer(instance, target, visitor, {}, (client) => prove(instance, client, target, 'ticket', body));
  },

  async submit(instance, c) {
    const body = await readRequestBody(c, formRules);
    const { target, visitor } = await readVisit(instance, c, (name) => body.string(name) ?? undefined);
    const identifier = body.string('identifier')?.trim() ?? '';
    return answer(instance, target, visitor, { identifier }, async (client) => {
      const userId = body.string('user_id');
      if (userId) return oneClick(instance, client, target, userId);
      const provider = body.string('strategy');
      if (provider && isProviderStrategy(provider))
        return visitProvider(instance, client, target, { strategy: provider, identifier });
      if (body.string('method') === 'passkey')
        return continueSignIn(instance, client, await startPasskeySignIn(instance, client.id), target);
      const connection = await findConnectionFor(instance, identifier);
      if (connection) return renderConnection(target, identifier, connection.name);
      const isCode = body.string('method') === 'code';
      return isCode ? sendCode(instance, client, target, identifier) : withPassword(instance, client, target, body);
    });
  },
};

async function oneClick(
  instance: Instance,
  client: ClientRow,
  target: ReturnTarget,
  userId: string,
): Promise<Response> {
  if (!(await findUser(instance.db, userId))) throw new NotFoundError('This user no longer exists.');
  await signInSteps.signInAs(instance, client.id, userId);
  return leavePages(instance, client, target);
}

/** Proves the first factor of a new sign-in that needs no identifier. */
async function prove(
  instance: Instance,
  client: ClientRow,
  target: ReturnTarget,
  strategy: string,
  body: RequestBody,
): Promise<Response> {
  const started = await startSignIn(instance, client.id);
  return continueSignIn(
    instance,
    client,
    await signInSteps.attemptFirst(instance, started, { strategy, body }),
    target,
  );
}

async function identify(instance: Instance, client: ClientRow, identifier: string): Promise<SignInAttempt> {
  if (identifier === '') {
    throw new ParameterError('form_param_missing', 'is missing', 'identifier', 'Enter your email address or username.');
  }
  return signInSteps.identify(instance, await startSignIn(instance, client.id), identifier);
}

async function withPassword(
  instance: Instance,
  client: ClientRow,
  target: ReturnTarget,
  body: RequestBody,
): Promise<Response> {
  const identified = await identify(instance, client, body.string('identifier')?.trim() ?? '');
  const record = identified.userId === null ? undefined : await findUser(instance.db, identified.userId);
  if (record?.user.passwordDigest === null) {
    // The person reads what is missing, not the name of the strategy.
    throw new ParameterError('strategy_for_user_invalid', 'is invalid', 'password', 'This account has no password.');
  }
  const proven = await signInSteps.attemptFirst(instance, identified, { strategy: 'password', body });
  return continueSignIn(instance, client, proven, target);
}

/** Sends a code to the address or the number of the person, or a link to the address where there are no codes. */
async function sendCode(
  instance: Instance,
  client: ClientRow,
  target: ReturnTarget,
  identifier: string,
): Promise<Response> {
  const identified = await identify(instance, client, identifier);
  const factors = await offeredFactors(instance, identified);
  const isNumber = factors.some(
    (factor) => factor.safe_identifier === identifier.replace(/[\s().-]/g, '') && factor.phone_number_id,
  );
  const codes = isNumber ? ['phone_code', 'email_code'] : ['email_code', 'phone_code'];
  const strategy = [...codes, 'email_link'].find((name) => factors.some((factor) => factor.strategy === name));
  if (strategy === undefined) {
    throw new ParameterError(
      'strategy_for_user_invalid',
      'is invalid',
      'identifier',
      'Neither a code nor a link can be sent to this account.',
    );
  }
  const input = { ...linkInput(instance, linkPath.signIn, target), strategy };
  return continueSignIn(instance, client, await signInSteps.prepareFirst(instance, identified, input), target);
}

/** The enterprise connection of a person, with which they sign in; people whom it does not accept have none. */
async function findConnectionFor(instance: Instance, identifier: string): Promise<ProviderConnectionRow | undefined> {
  const record = await findUserByIdentifier(instance.db, identifier);
  const connection = await findConnectionOf(instance, identifier, record);
  return record || !connection?.disableJitProvisioning ? connection : undefined;
}

/** Redirects to the page of a provider, which returns to `/sign-in/sso-callback`. */
async function visitProvider(
  instance: Instance,
  client: ClientRow,
  target: ReturnTarget,
  { strategy, identifier }: { readonly strategy: string; readonly identifier: string },
): Promise<Response> {
  const body = new RequestBody({ redirect_url: `${instance.url}/sign-in/sso-callback${returnQuery(target)}` });
  const started =
    strategy === 'enterprise_sso'
      ? await identify(instance, client, identifier)
      : await startSignIn(instance, client.id);
  const prepared = await signInSteps.prepareFirst(instance, started, { strategy, body });
  return redirectTo(instance, client, prepared.data.first?.externalUrl ?? '/sign-in');
}

/** Runs the sign-in of a browser; shows the form again, with the error, after a refusal. */
async function answer(
  instance: Instance,
  target: ReturnTarget,
  visitor: Visitor,
  state: { readonly identifier?: string },
  signIn: (client: ClientRow) => Promise<Response>,
): Promise<Response> {
  try {
    return await signIn(await ensureClient(instance, visitor));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return renderSignIn(instance, target, visitor, { ...state, error: fieldErrorOf(error, fields) });
  }
}

/** The form, with an error if there is one. */
export async function renderSignIn(
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
        <button class="button secondary" type="submit" name="method" value="code">
          Send me a ${(await hasCodes(instance)) ? 'code' : 'link'} instead
        </button>
      </form>
      <p class="aside"><a href="/sign-in/forgot-password${returnQuery(target)}">Forgot your password?</a></p>
      ${await passkeyButton(instance, target)} ${await socialButtons(instance, target, '/sign-in')}
      ${oneClickUsers(await listOneClickUsers(instance), target)}
    </section>
    <p class="aside">No account yet? <a href="/sign-up${returnQuery(target)}">Sign up</a></p>
  `;
  return renderPage({ title: 'Sign in', body, status: error ? 422 : 200, hasPasskeys: true });
}

/** Whether an e-mail has a code; else it has a link. */
async function hasCodes(instance: Instance): Promise<boolean> {
  const { first_factors: factors } = (await instanceSettings(instance)).attributes.email_address;
  return factors.includes('email_code') || !factors.includes('email_link');
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
