import { html } from 'hono/html';
import { ApiError } from '../errors/api-error.js';
import { readRequestBody } from '../http/read-request-body.js';
import { startSignIn } from '../sign-in/sign-in-attempt.js';
import { signInSteps } from '../sign-in/sign-in-steps.js';
import { field, fieldErrorOf, formError, type FieldError } from './field.js';
import { formRules, type HostedPage } from './hosted-page.js';
import { pageHead } from './page-head.js';
import { readVisit } from './read-visit.js';
import { renderPage } from './render-page.js';
import { returnFields, returnQuery } from './return-fields.js';
import type { ReturnTarget } from './return-target.js';
import { continueSignIn } from './continue-sign-in.js';
import { resetFactor } from './sign-in-step-pages.js';
import { ensureClient } from './visitor.js';

/** `/sign-in/forgot-password`: sends a code, with which a new password can be set. */
export const forgotPasswordPage: HostedPage = {
  async show(instance, c) {
    const { target } = await readVisit(instance, c, (name) => c.req.query(name));
    return render(target, c.req.query('identifier') ?? '');
  },

  async submit(instance, c) {
    const body = await readRequestBody(c, formRules);
    const { target, visitor } = await readVisit(instance, c, (name) => body.string(name) ?? undefined);
    try {
      const identifier = body.requiredString('identifier').trim();
      const client = await ensureClient(instance, visitor);
      const started = await startSignIn(instance, client.id);
      const identified = await signInSteps.identify(instance, started, identifier);
      const strategy = await resetFactor(instance, identified);
      const prepared = await signInSteps.prepareFirst(instance, identified, { strategy, body });
      return await continueSignIn(instance, client, prepared, target);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return render(target, body.string('identifier') ?? '', fieldErrorOf(error, ['identifier']));
    }
  },
};

function render(target: ReturnTarget, identifier: string, error?: FieldError): Promise<Response> {
  const body = html`
    ${pageHead('Forgot your password?', 'We send you a code, and then you set a new one')}
    <section class="card">
      <form method="post" action="/sign-in/forgot-password" novalidate>
        ${returnFields(target)} ${formError(error)}
        ${field({ name: 'identifier', label: 'Email address, phone number or username', autocomplete: 'username', value: identifier, error })}
        <button class="button primary" type="submit">Send the code</button>
      </form>
    </section>
    <p class="aside"><a href="/sign-in${returnQuery(target)}">Back to sign-in</a></p>
  `;
  return renderPage({ title: 'Forgot your password?', body, status: error ? 422 : 200 });
}
