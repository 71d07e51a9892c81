import { html } from 'hono/html';
import { ApiError } from '../errors/api-error.js';
import { readRequestBody } from '../http/read-request-body.js';
import type { RequestBody } from '../http/request-body.js';
import { instanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { findSignIn, type SignInAttempt, type SignInStatus } from '../sign-in/sign-in-attempt.js';
import type { ClientRow } from '../store/tables.js';
import { fieldErrorOf, type FieldError } from './field.js';
import { formRules, type HostedPage } from './hosted-page.js';
import { linkPath } from './link-input.js';
import { readVisit } from './read-visit.js';
import type { Html } from './render-page.js';
import { returnFields, returnQuery } from './return-fields.js';
import { leavePages } from './leave-pages.js';
import { redirectTo } from './redirect-to.js';
import type { ReturnTarget } from './return-target.js';

/** The page on which a sign-in continues. */
function nextPath({ status, data }: SignInAttempt): string {
  if (status === 'needs_second_factor') return '/sign-in/second-factor';
  if (status === 'needs_new_password') return '/sign-in/new-password';
  if (status === 'needs_identifier' && data.first?.strategy === 'passkey') return '/sign-in/passkey';
  if (status !== 'needs_first_factor' || !data.first) return '/sign-in';
  return data.first.strategy === 'email_link' ? linkPath.signIn : '/sign-in/code';
}

/** Redirects to the application after a complete sign-in, else to the page on which it continues. */
export async function continueSignIn(
  instance: Instance,
  client: ClientRow,
  attempt: SignInAttempt,
  target: ReturnTarget,
): Promise<Response> {
  if (attempt.status === 'complete') return leavePages(instance, client, target);
  return redirectTo(instance, client, `${nextPath(attempt)}${returnQuery(target)}`);
}

/** A page within a sign-in: what it shows, and what its form does. */
export interface SignInStepPage {
  /** The sign-in must be here; else the visitor is redirected. */
  readonly status: SignInStatus;
  /** Names of the fields of the form. */
  readonly fields: readonly string[];
  render(step: SignInPageStep): Promise<Response>;
  submit(step: SignInPageStep & { readonly body: RequestBody }): Promise<SignInAttempt>;
}

/** A visit to a page within a sign-in. */
export interface SignInPageStep {
  readonly instance: Instance;
  readonly attempt: SignInAttempt;
  readonly target: ReturnTarget;
  /** A field of the query or of the form. */
  read(name: string): string | undefined;
  readonly error: FieldError | undefined;
}

/** A page for a step of the browser's current sign-in. */
export function signInStepPage(page: SignInStepPage): HostedPage {
  return {
    async show(instance, c) {
      const read = (name: string) => c.req.query(name);
      const { target, client, attempt } = await findCurrent(instance, c, read);
      if (attempt?.status !== page.status) return redirectTo(instance, client, `/sign-in${returnQuery(target)}`);
      return page.render({ instance, attempt, target, read, error: undefined });
    },

    async submit(instance, c) {
      const body = await readRequestBody(c, formRules);
      const read = (name: string) => body.string(name) ?? undefined;
      const { target, client, attempt } = await findCurrent(instance, c, read);
      if (!client || attempt?.status !== page.status)
        return redirectTo(instance, client, `/sign-in${returnQuery(target)}`);
      const step = { instance, attempt, target, read, error: undefined };
      try {
        return await continueSignIn(instance, client, await page.submit({ ...step, body }), target);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        return page.render({ ...step, error: fieldErrorOf(error, page.fields) });
      }
    },
  };
}

async function findCurrent(
  instance: Instance,
  c: Parameters<typeof readVisit>[1],
  read: (name: string) => string | undefined,
): Promise<{ readonly target: ReturnTarget; readonly client?: ClientRow; readonly attempt?: SignInAttempt }> {
  const { target, visitor } = await readVisit(instance, c, read);
  const { client } = visitor;
  if (!client) return { target };
  const attempt = client.signInId === null ? undefined : await findSignIn(instance, client.signInId, client.id);
  return { target, client, ...(attempt && { attempt }) };
}

/** Buttons for the social providers of the instance, as a form of its own. */
export async function socialButtons(instance: Instance, target: ReturnTarget, action: string): Promise<Html | ''> {
  const { social } = await instanceSettings(instance);
  const offered = Object.entries(social).filter(([, { enabled, authenticatable }]) => enabled && authenticatable);
  if (offered.length === 0) return '';
  return html`<div class="divider"><span>or</span></div>
    <form method="post" action="${action}" class="providers">
      ${returnFields(target)}
      ${offered.map(
        ([strategy, { name }]) =>
          html`<button class="button secondary" type="submit" name="strategy" value="${strategy}">
            Continue with ${name}
          </button>`,
      )}
    </form>`;
}
