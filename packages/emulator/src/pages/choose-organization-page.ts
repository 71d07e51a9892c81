import { html } from 'hono/html';
import { ApiError, NotFoundError } from '../errors/api-error.js';
import { readRequestBody } from '../http/read-request-body.js';
import type { RequestBody } from '../http/request-body.js';
import type { Instance } from '../instance/instance.js';
import { checkOrganizationsEnabled } from '../organizations/check-organizations-enabled.js';
import { createOwnOrganization, mayCreateOrganization } from '../organizations/create-own-organization.js';
import { listOwnOrganizations } from '../organizations/list-own-organizations.js';
import type { OrganizationRow } from '../organizations/organization.js';
import { settleTasks } from '../sessions/settle-tasks.js';
import { activateOrganization } from '../sessions/start-session.js';
import { avatarPath } from '../store/image-url.js';
import type { SessionRow } from '../store/tables.js';
import { displayName } from '../users/display-name.js';
import type { UserRecord } from '../users/user-record.js';
import { avatar } from './avatar.js';
import { field, fieldErrorOf, formError, type FieldError } from './field.js';
import { formRules, type HostedPage } from './hosted-page.js';
import { destination, pageHead } from './page-head.js';
import { readVisit } from './read-visit.js';
import { redirectTo } from './redirect-to.js';
import { renderPage, type Html } from './render-page.js';
import { returnFields, returnQuery } from './return-fields.js';
import { redirectBack, type ReturnTarget } from './return-target.js';

const path = '/sign-in/choose-organization';

/** `/sign-in/choose-organization`: where the settings want one, the person chooses an organization or creates one. */
export const chooseOrganizationPage: HostedPage = {
  async show(instance, c) {
    const { target, visitor } = await readVisit(instance, c, (name) => c.req.query(name));
    const { client, session, record } = visitor;
    if (!client || !session || !record) return redirectTo(instance, client, `/sign-in${returnQuery(target)}`);
    const { tasks } = await settleTasks(instance, session);
    if (!tasks.includes('choose-organization')) return redirectBack(instance, client, target, '/user');
    return render(instance, record, target, {});
  },

  async submit(instance, c) {
    const body = await readRequestBody(c, formRules);
    const { target, visitor } = await readVisit(instance, c, (name) => body.string(name) ?? undefined);
    const { client, session, record } = visitor;
    if (!client || !session || !record) return redirectTo(instance, client, `/sign-in${returnQuery(target)}`);
    try {
      await settleTasks(instance, await choose(instance, session, record, body));
      return await redirectBack(instance, client, target, '/user');
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return render(instance, record, target, {
        name: body.string('name') ?? '',
        error: fieldErrorOf(error, ['name']),
      });
    }
  },
};

/** @returns the session with the organization that was chosen, or that it created */
async function choose(
  instance: Instance,
  session: SessionRow,
  { user }: UserRecord,
  body: RequestBody,
): Promise<SessionRow> {
  await checkOrganizationsEnabled(instance);
  const chosen = body.string('organization_id');
  const id = chosen || (await createOwnOrganization(instance, user, { name: body.string('name')?.trim() ?? '' })).id;
  const switched = await activateOrganization(instance, session, id);
  if (switched) return switched;
  throw new NotFoundError('You are not a member of this organization.');
}

async function render(
  instance: Instance,
  record: UserRecord,
  target: ReturnTarget,
  { name, error }: { readonly name?: string; readonly error?: FieldError },
): Promise<Response> {
  const [own, mayCreate] = await Promise.all([
    listOwnOrganizations(instance.db, record.user.id),
    mayCreateOrganization(instance, record.user),
  ]);
  const body = html`
    ${pageHead('Choose an organization', destination(target) ?? `You are signed in as ${displayName(record)}.`)}
    <section class="card">
      ${formError(error)} ${own.length > 0 ? chooser(target, own) : ''}
      ${own.length > 0 && mayCreate ? html`<div class="divider"><span>or create one</span></div>` : ''}
      ${mayCreate ? creator(target, name, error) : ''}
      ${own.length === 0 && !mayCreate ? html`<p class="notice">Ask for an invitation: you are in no organization, and may not create one.</p>` : ''}
    </section>
    <p class="aside"><a href="/sign-in${returnQuery(target)}">Use another account</a></p>
  `;
  return renderPage({ title: 'Choose an organization', body, status: error ? 422 : 200 });
}

const chooser = (target: ReturnTarget, own: readonly OrganizationRow[]): Html =>
  html`<form method="post" action="${path}" class="people">
    ${returnFields(target)}
    ${own.map(
      ({ id, name, slug }) =>
        html`<button class="person" type="submit" name="organization_id" value="${id}">
          ${avatar(avatarPath(id), 36)}<span><strong>${name}</strong><small>${slug}</small></span>
        </button>`,
    )}
  </form>`;

const creator = (target: ReturnTarget, name: string | undefined, error: FieldError | undefined): Html =>
  html`<form method="post" action="${path}" novalidate>
    ${returnFields(target)}
    ${field({ name: 'name', label: 'Name of the organization', autocomplete: 'organization', value: name, error })}
    <button class="button primary" type="submit">Create organization</button>
  </form>`;
