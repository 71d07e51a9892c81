import { html } from 'hono/html';
import { ApiError } from '../errors/api-error.js';
import { readRequestBody } from '../http/read-request-body.js';
import { derivedId } from '../instance/ids.js';
import type { Instance } from '../instance/instance.js';
import { findConnection } from '../sign-in/find-connection.js';
import type { ProviderProfile } from '../sign-in/provider-profile.js';
import { chooseProfile, refusedUrl, requireProviderVisit, type ProviderVisitRow } from '../sign-in/provider-visit.js';
import { avatarPath } from '../store/image-url.js';
import { checkEmailAddress } from '../users/check-email-address.js';
import { avatar } from './avatar.js';
import { field, fieldErrorOf, formError, type FieldError } from './field.js';
import { formRules, type HostedPage } from './hosted-page.js';
import { listOneClickUsers } from './one-click-users.js';
import { pageHead } from './page-head.js';
import { renderMessagePage } from './render-message-page.js';
import { renderPage, type Html } from './render-page.js';
import { redirectTo } from './redirect-to.js';

const fields = ['email_address', 'first_name', 'last_name'];

/** `/provider`: the page of every identity provider. The person chooses who they are there, or refuses. */
export const providerPage: HostedPage = {
  show: (instance, c) =>
    orMessage(async () => render(instance, await requireProviderVisit(instance, c.req.query('state') ?? ''), () => '')),

  async submit(instance, c) {
    const body = await readRequestBody(c, formRules);
    const read = (name: string) => body.string(name)?.trim() ?? '';
    return orMessage(async () => {
      const visit = await requireProviderVisit(instance, read('state'));
      if (read('refuse') !== '') return redirectTo(instance, undefined, refusedUrl(instance, visit));
      try {
        return redirectTo(instance, undefined, await chooseProfile(instance, visit, readProfile(visit, read)));
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        return render(instance, visit, read, fieldErrorOf(error, fields));
      }
    });
  },
};

function readProfile(visit: ProviderVisitRow, read: (name: string) => string): ProviderProfile {
  const emailAddress = checkEmailAddress(read('person') || read('email_address'));
  return {
    strategy: visit.strategy,
    // The same person has the same id at each visit.
    providerUserId: derivedId('prov', `${visit.strategy} ${visit.connectionId ?? ''} ${emailAddress}`),
    emailAddress,
    // An enterprise names its people.
    emailVerified: visit.connectionId !== null || read('person') !== '' || read('email_verified') !== '',
    firstName: read('first_name') || null,
    lastName: read('last_name') || null,
    username: null,
    connectionId: visit.connectionId,
  };
}

async function orMessage(run: () => Promise<Response>): Promise<Response> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return renderMessagePage({ status: error.status, title: 'This sign-in does not work', text: error.longMessage });
  }
}

async function render(
  instance: Instance,
  visit: ProviderVisitRow,
  read: (name: string) => string,
  error?: FieldError,
): Promise<Response> {
  const state = html`<input type="hidden" name="state" value="${visit.id}" />`;
  const body = html`
    ${pageHead(`Continue with ${visit.providerName}`, 'The emulator plays the provider. Choose who you are there.')}
    <section class="card">
      ${await people(instance, visit, state)}
      <form method="post" action="/provider" novalidate>
        ${state} ${formError(error)}
        ${field({ name: 'email_address', label: 'Email address', type: 'email', autocomplete: 'email', value: read('email_address') || (visit.loginHint ?? ''), error })}
        <div class="pair">
          ${field({ name: 'first_name', label: 'First name', autocomplete: 'given-name', value: read('first_name'), error, isOptional: true })}
          ${field({ name: 'last_name', label: 'Last name', autocomplete: 'family-name', value: read('last_name'), error, isOptional: true })}
        </div>
        ${visit.connectionId === null ? verifiedField : ''}
        <button class="button primary" type="submit">Continue</button>
        <button class="button secondary" type="submit" name="refuse" value="true">Cancel</button>
      </form>
    </section>
  `;
  return renderPage({ title: visit.providerName, body, status: error ? 422 : 200 });
}

const verifiedField = html`<label class="check"
  ><input type="checkbox" name="email_verified" value="true" checked /> The provider verified the address</label
>`;

/** People whom the provider can name: those of the connection, or all. */
async function listPeople(instance: Instance, { connectionId, purpose }: ProviderVisitRow) {
  const known = (await listOneClickUsers(instance)).filter(({ emailAddress }) => emailAddress !== '');
  // A person of another domain makes a test fail, which may be intended.
  if (connectionId === null || purpose === 'test_run') return known;
  const connections = await Promise.all(known.map(({ emailAddress }) => findConnection(instance, emailAddress)));
  return known.filter((_, index) => connections[index]?.id === connectionId);
}

async function people(instance: Instance, visit: ProviderVisitRow, state: Html): Promise<Html | ''> {
  const known = await listPeople(instance, visit);
  if (known.length === 0) return '';
  return html`<form method="post" action="/provider" class="people">
      ${state}
      ${known.map(
        (user) =>
          html`<button class="person" type="submit" name="person" value="${user.emailAddress}">
            ${avatar(avatarPath(user.id), 36)}
            <span
              ><strong>${[user.firstName, user.lastName].filter((part) => part).join(' ')}</strong
              ><small>${user.emailAddress}</small></span
            >
          </button>`,
      )}
    </form>
    <div class="divider"><span>or as somebody else</span></div>`;
}
