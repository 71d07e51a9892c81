import type { Context } from 'hono';
import { html } from 'hono/html';
import { checkPassword } from '../users/check-password.js';
import { createUser } from '../users/create-user.js';
import { ApiError, ParameterError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { startSession } from '../sessions/start-session.js';
import { readForm, type Form } from './form.js';
import { renderPage } from './render-page.js';
import { destination, pageHead, refusedNotice } from './page-head.js';
import { field, formError, type FieldError } from './field.js';
import { journeyFields, journeyQuery } from './return-fields.js';
import { ensureClient, findVisitor } from './visitor.js';
import { leave, readJourney, resumed, type Journey } from './return-target.js';

/** `GET /sign-up` */
export async function showSignUp(instance: Instance, c: Context): Promise<Response> {
  const asked = readJourney(instance, (name) => c.req.query(name));
  const journey = resumed(instance, asked, await findVisitor(instance, c, asked));
  return renderSignUp(journey, () => undefined);
}

/** `POST /sign-up`: makes the account, takes the address as verified, and signs in. */
export async function submitSignUp(instance: Instance, c: Context): Promise<Response> {
  const form = await readForm(c);
  const asked = readJourney(instance, form);
  const visitor = await findVisitor(instance, c, asked);
  const journey = resumed(instance, asked, visitor);
  try {
    const { user } = await createUser(instance, {
      emailAddresses: [form('email_address') ?? ''],
      firstName: form('first_name')?.trim() || undefined,
      lastName: form('last_name')?.trim() || undefined,
      password: checkPassword(form('password') ?? ''),
      verificationStrategy: 'email_code',
    });
    const client = await ensureClient(instance, visitor);
    await startSession(instance, { clientId: client.id, userId: user.id, strategy: 'email_code' });
    return await leave(instance, client, journey, '/user');
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const name = error instanceof ParameterError ? error.meta['param_name'] : undefined;
    return renderSignUp(journey, form, { field: typeof name === 'string' ? name : 'form', text: error.longMessage });
  }
}

function renderSignUp(journey: Journey, form: Form, error?: FieldError): Promise<Response> {
  const body = html`
    ${pageHead('Create an account', destination(journey) ?? 'It lives in your local emulator only')}
    ${refusedNotice(journey)}
    <section class="card">
      <form method="post" action="/sign-up" novalidate>
        ${journeyFields(journey)} ${formError(error)}
        <div class="pair">
          ${field({ name: 'first_name', label: 'First name', autocomplete: 'given-name', value: form('first_name'), error, isOptional: true })}
          ${field({ name: 'last_name', label: 'Last name', autocomplete: 'family-name', value: form('last_name'), error, isOptional: true })}
        </div>
        ${field({ name: 'email_address', label: 'Email address', type: 'email', autocomplete: 'email', value: form('email_address'), error })}
        ${field({ name: 'password', label: 'Password', type: 'password', autocomplete: 'new-password', hint: '8 characters or more', error })}
        <button class="button primary" type="submit">Sign up</button>
      </form>
    </section>
    <p class="aside">Already have an account? <a href="/sign-in${journeyQuery(journey)}">Sign in</a></p>
  `;
  return renderPage({ title: 'Sign up', body, status: error ? 422 : 200 });
}
