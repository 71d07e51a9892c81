import { html } from 'hono/html';
import { ApiError, NotFoundError } from '../errors/api-error.js';
import { readRequestBody } from '../http/read-request-body.js';
import type { RequestBody } from '../http/request-body.js';
import type { Instance } from '../instance/instance.js';
import { checkOrganizationsEnabled } from '../organizations/check-organizations-enabled.js';
import { createOwnOrganization, mayCreateOrganization } from '../organizations/create-own-organization.js';
import { ownOffers } from '../organizations/own-offers.js';
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
import { organizationOffers, type OrganizationChoice } from './organization-offers.js';
import { readVisit } from './read-visit.js';
import { redirectTo } from './redirect-to.js';
import { renderPage, type Html } from './render-page.js';
import { returnFields, returnQuery } from './return-fields.js';
import { redirectBack, type ReturnTarget } from './return-target.js';

const path = '/sign-in/choose-organization';

/** `/sign-in/choose-organization`: where the settings require one, the person chooses an organization, joins or creates one. */
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
      const suggestion = body.string('suggestion_id');
      if (suggestion) {
        // A member decides; until then the person can only choose another one.
        await ownOffers.acceptSuggestion(instance, record, suggestion);
        return redirectTo(instance, client, `${path}${returnQuery(target)}`);
      }
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

/** @returns the session with the organization that was chosen, joined by an invitation, or created */
async function choose(
  instance: Instance,
  session: SessionRow,
  record: UserRecord,
  body: RequestBody,
): Promise<SessionRow> {
  await checkOrganizationsEnabled(instance);
  const switched = await activateOrganization(instance, session, await organizationIn(instance, record, body));
  if (switched) return switched;
  throw new NotFoundError('You are not a member of this organization.');
}

async function organizationIn(instance: Instance, record: UserRecord, body: RequestBody): Promise<string> {
  const chosen = body.string('organization_id');
  if (chosen) return chosen;
  const invitation = body.string('invitation_id');
  if (invitation) return (await ownOffers.acceptInvitation(instance, record, invitation)).scope;
  return (await createOwnOrganization(instance, record.user, { name: body.string('name')?.trim() ?? '' })).id;
}

async function render(
  instance: Instance,
  record: UserRecord,
  target: ReturnTarget,
  { name, error }: { readonly name?: string; readonly error?: FieldError },
): Promise<Response> {
  const own = await listOwnOrganizations(instance.db, record.user.id);
  const [offers, mayCreate] = await Promise.all([
    organizationOffers(instance, record, own),
    mayCreateOrganization(instance, record.user),
  ]);
  const choices = [...own.map(ownChoice), ...offers.choices];
  const body = html`
    ${pageHead('Choose an organization', destination(target) ?? `You are signed in as ${displayName(record)}.`)}
    <section class="card">
      ${formError(error)} ${offers.notices} ${choices.length > 0 ? chooser(target, choices) : ''}
      ${choices.length > 0 && mayCreate ? html`<div class="divider"><span>or create one</span></div>` : ''}
      ${mayCreate ? creator(target, name, error) : ''}
      ${choices.length === 0 && !mayCreate ? html`<p class="notice">Ask for an invitation: you are in no organization, and may not create one.</p>` : ''}
    </section>
    <p class="aside"><a href="/sign-in${returnQuery(target)}">Use another account</a></p>
  `;
  return renderPage({ title: 'Choose an organization', body, status: error ? 422 : 200 });
}

const ownChoice = ({ id, name, slug }: OrganizationRow): OrganizationChoice => ({
  field: 'organization_id',
  value: id,
  organization: { id, name },
  text: slug,
});

const chooser = (target: ReturnTarget, choices: readonly OrganizationChoice[]): Html =>
  html`<form method="post" action="${path}" class="people">
    ${returnFields(target)}
    ${choices.map(
      ({ field: name, value, organization, text }) =>
        html`<button class="person" type="submit" name="${name}" value="${value}">
          ${avatar(avatarPath(organization.id), 36)}<span
            ><strong>${organization.name}</strong><small>${text}</small></span
          >
        </button>`,
    )}
  </form>`;

const creator = (target: ReturnTarget, name: string | undefined, error: FieldError | undefined): Html =>
  html`<form method="post" action="${path}" novalidate>
    ${returnFields(target)}
    ${field({ name: 'name', label: 'Name of the organization', autocomplete: 'organization', value: name, error })}
    <button class="button primary" type="submit">Create organization</button>
  </form>`;
