import { html } from 'hono/html';
import { ApiError, ParameterError } from '../errors/api-error.js';
import { readRequestBody } from '../http/read-request-body.js';
import { RequestBody } from '../http/request-body.js';
import { instanceSettings, type InstanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { findInvitation } from '../sign-in/open-invitation.js';
import { findSignUp, type SignUpAttempt } from '../sign-in/sign-up-attempt.js';
import { signUpFields } from '../sign-in/sign-up-fields.js';
import { signUpSteps } from '../sign-in/sign-up-steps.js';
import type { JsonObject } from '../store/json-object.js';
import type { ClientRow } from '../store/tables.js';
import { continueSignUp } from './continue-sign-up.js';
import { fieldErrorOf, formError, type FieldError } from './field.js';
import { formRules, type HostedPage } from './hosted-page.js';
import { destination, pageHead, refusedNotice } from './page-head.js';
import { readVisit } from './read-visit.js';
import { renderPage } from './render-page.js';
import { returnFields, returnQuery } from './return-fields.js';
import type { ReturnTarget } from './return-target.js';
import { socialButtons } from './continue-sign-in.js';
import { redirectTo } from './redirect-to.js';
import { signUpFormFields, signUpFormNames } from './sign-up-form-fields.js';
import { ensureClient } from './visitor.js';

/** Returns a field that the person sent. */
type Form = (name: string) => string | undefined;

/** Creates an account, verifies its addresses by codes that it enters itself or by a link, and signs in. An invitation comes as `__clerk_ticket`. */
export const signUpPage: HostedPage = signUpFormPage('/sign-up', async (instance, client, body) => {
  const given = readGiven(body);
  const ticket = body.string('__clerk_ticket');
  const fields = new RequestBody(ticket ? { ...given, ticket } : given);
  return signUpSteps.start(instance, client.id, { body: fields });
});

/** `/sign-up/continue`: what a sign-up at a provider still needs. */
export const continueSignUpPage: HostedPage = signUpFormPage('/sign-up/continue', async (instance, client, body) => {
  const attempt = await currentSignUp(instance, client);
  if (!attempt) throw new ApiError(404, 'resource_not_found', 'not found', 'Start the sign-up again.');
  return signUpSteps.update(instance, attempt, { body: new RequestBody(readGiven(body)) });
});

/** The fields that the person filled in. */
function readGiven(body: RequestBody): JsonObject {
  const given = new Map<string, string | boolean>();
  for (const name of signUpFormNames) {
    const value = body.string(name)?.trim();
    if (value) given.set(name, name === 'legal_accepted' ? true : value);
  }
  return Object.fromEntries(given);
}

async function currentSignUp(instance: Instance, client: ClientRow | undefined): Promise<SignUpAttempt | undefined> {
  const attempt = client?.signUpId ? await findSignUp(instance, client.signUpId, client.id) : undefined;
  return attempt?.status === 'complete' ? undefined : attempt;
}

function signUpFormPage(
  action: string,
  run: (instance: Instance, client: ClientRow, body: RequestBody) => Promise<SignUpAttempt>,
): HostedPage {
  return {
    async show(instance, c) {
      const { target, visitor } = await readVisit(instance, c, (name) => c.req.query(name));
      const ticket = c.req.query('__clerk_ticket');
      const invitation = ticket ? await findInvitation(instance, ticket) : undefined;
      const attempt = action === '/sign-up' ? undefined : await currentSignUp(instance, visitor.client);
      const known: Readonly<Record<string, string | undefined>> = {
        __clerk_ticket: ticket,
        email_address: invitation?.emailAddress ?? attempt?.data.emailAddress ?? undefined,
        first_name: attempt?.data.firstName ?? undefined,
        last_name: attempt?.data.lastName ?? undefined,
      };
      return renderSignUp(instance, { action, target, form: (name) => known[name], attempt });
    },

    async submit(instance, c) {
      const body = await readRequestBody(c, formRules);
      const form: Form = (name) => body.string(name) ?? undefined;
      const { target, visitor } = await readVisit(instance, c, form);
      const client = await ensureClient(instance, visitor);
      try {
        const provider = form('strategy');
        if (provider) {
          const start = new RequestBody({ strategy: provider, ...visitAddresses(instance, target) });
          return goToProvider(instance, client, await signUpSteps.start(instance, client.id, { body: start }));
        }
        const given = await run(instance, client, body);
        if (await needsEnterprise(instance, given)) {
          const visit = { strategy: 'enterprise_sso', body: new RequestBody(visitAddresses(instance, target)) };
          return goToProvider(instance, client, await signUpSteps.prepare(instance, given, visit));
        }
        await requireAllFields(instance, given);
        return await continueSignUp(instance, client, given, target);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        const attempt = action === '/sign-up' ? undefined : await currentSignUp(instance, client);
        return renderSignUp(instance, { action, target, form, attempt, error: fieldErrorOf(error, signUpFormNames) });
      }
    },
  };
}

/** @throws {ParameterError} `form_param_missing` for the first field that is missing */
async function requireAllFields(instance: Instance, attempt: SignUpAttempt): Promise<void> {
  if (attempt.status === 'complete') return;
  const [name] = signUpFields(attempt.data, await instanceSettings(instance)).missing;
  if (name === undefined) return;
  throw new ParameterError('form_param_missing', 'is missing', name, 'This field is required.');
}

async function needsEnterprise(instance: Instance, { data, status }: SignUpAttempt): Promise<boolean> {
  if (status === 'complete') return false;
  return signUpFields(data, await instanceSettings(instance)).missing.includes('enterprise_sso');
}

/** Where a person returns to from a provider. */
const visitAddresses = (instance: Instance, target: ReturnTarget) => ({
  redirect_url: `${instance.url}/sign-up/continue${returnQuery(target)}`,
  action_complete_redirect_url: `${instance.url}/sign-in/choose-organization${returnQuery(target)}`,
});

function goToProvider(instance: Instance, client: ClientRow, attempt: SignUpAttempt): Response {
  return redirectTo(instance, client, attempt.data.external?.externalUrl ?? '/sign-up');
}

async function renderSignUp(
  instance: Instance,
  page: {
    readonly action: string;
    readonly target: ReturnTarget;
    readonly form: Form;
    readonly attempt: SignUpAttempt | undefined;
    readonly error?: FieldError;
  },
): Promise<Response> {
  const { action, target, form, attempt, error } = page;
  const settings: InstanceSettings = await instanceSettings(instance);
  const ticket = form('__clerk_ticket');
  const body = html`
    ${pageHead('Create an account', destination(target) ?? 'It lives in your local emulator only')}
    ${refusedNotice(target)}
    <section class="card">
      <form method="post" action="${action}" novalidate>
        ${returnFields(target)} ${formError(error)}
        ${ticket ? html`<input type="hidden" name="__clerk_ticket" value="${ticket}" />` : ''}
        ${signUpFormFields(settings, form, error, attempt)}
        <button class="button primary" type="submit">Sign up</button>
      </form>
      ${attempt ? '' : await socialButtons(instance, target, '/sign-up')}
    </section>
    <p class="aside">Already have an account? <a href="/sign-in${returnQuery(target)}">Sign in</a></p>
  `;
  return renderPage({ title: 'Sign up', body, status: error ? 422 : 200 });
}
