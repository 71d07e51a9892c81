import { html } from 'hono/html';
import { checkPassword } from '../users/check-password.js';
import { ApiError } from '../errors/api-error.js';
import { readRequestBody } from '../http/read-request-body.js';
import { signUpSteps } from '../sign-in/sign-up-steps.js';
import { formRules, type HostedPage } from './hosted-page.js';
import { readVisit } from './read-visit.js';
import { renderPage } from './render-page.js';
import { destination, pageHead, refusedNotice } from './page-head.js';
import { field, fieldErrorOf, formError, type FieldError } from './field.js';
import { returnFields, returnQuery } from './return-fields.js';
import { ensureClient } from './visitor.js';
import { redirectBack, type ReturnTarget } from './return-target.js';

const fields = ['email_address', 'password', 'first_name', 'last_name'];

/** Creates an account, whose e-mail address counts as verified, and signs in. */
export const signUpPage: HostedPage = {
  async show(instance, c) {
    const { target } = await readVisit(instance, c, (name) => c.req.query(name));
    return renderSignUp(target, () => undefined);
  },

  async submit(instance, c) {
    const body = await readRequestBody(c, formRules);
    const form: Form = (name) => body.string(name) ?? undefined;
    const { target, visitor } = await readVisit(instance, c, form);
    try {
      const record = await signUpSteps.createAccount(instance, {
        emailAddresses: [form('email_address') ?? ''],
        firstName: form('first_name')?.trim() || undefined,
        lastName: form('last_name')?.trim() || undefined,
        password: checkPassword(form('password') ?? ''),
      });
      const client = await ensureClient(instance, visitor);
      await signUpSteps.startSession(instance, client.id, record);
      return await redirectBack(instance, client, target, '/user');
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return renderSignUp(target, form, fieldErrorOf(error, fields));
    }
  },
};

/** Returns a field that the person sent. */
type Form = (name: string) => string | undefined;

function renderSignUp(target: ReturnTarget, form: Form, error?: FieldError): Promise<Response> {
  const body = html`
    ${pageHead('Create an account', destination(target) ?? 'It lives in your local emulator only')}
    ${refusedNotice(target)}
    <section class="card">
      <form method="post" action="/sign-up" novalidate>
        ${returnFields(target)} ${formError(error)}
        <div class="pair">
          ${field({ name: 'first_name', label: 'First name', autocomplete: 'given-name', value: form('first_name'), error, isOptional: true })}
          ${field({ name: 'last_name', label: 'Last name', autocomplete: 'family-name', value: form('last_name'), error, isOptional: true })}
        </div>
        ${field({ name: 'email_address', label: 'Email address', type: 'email', autocomplete: 'email', value: form('email_address'), error })}
        ${field({ name: 'password', label: 'Password', type: 'password', autocomplete: 'new-password', hint: '8 characters or more', error })}
        <button class="button primary" type="submit">Sign up</button>
      </form>
    </section>
    <p class="aside">Already have an account? <a href="/sign-in${returnQuery(target)}">Sign in</a></p>
  `;
  return renderPage({ title: 'Sign up', body, status: error ? 422 : 200 });
}
