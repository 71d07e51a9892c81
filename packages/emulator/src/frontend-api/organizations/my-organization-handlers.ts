import { deleted } from '../../http/deleted.js';
import { readList, readPage } from '../../http/read-page.js';
import { browserInvitationJSON, browserInvitationsJSON } from '../../organizations/browser-invitation-json.js';
import { browserMembershipsJSON } from '../../organizations/browser-membership-json.js';
import { enrollUser } from '../../organizations/enroll-matching-users.js';
import { listOrganizationInvitations } from '../../organizations/list-organization-invitations.js';
import { memberships } from '../../organizations/memberships.js';
import { ownOffers, verifiedAddresses } from '../../organizations/own-offers.js';
import { organizationSuggestions, organizationSuggestionsJSON } from '../../organizations/organization-suggestions.js';
import { removeMembership } from '../../organizations/remove-membership.js';
import { changeAnswer, listAnswer, readAnswer } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { requireSignedIn } from '../require-signed-in.js';
import { requireOrganizationAccess } from './require-organization-access.js';

/** The organizations of the user who calls, and those the user may join. */
export const myOrganizationHandlers = {
  async getOrganizationMemberships(call) {
    const { instance, query } = call;
    const { record } = await requireSignedIn(call);
    const wanted = { where: { userId: record.user.id } };
    if (query.get('paginated') !== 'true') {
      return readAnswer(await browserMembershipsJSON(instance, await memberships.list(instance.db, wanted)));
    }
    const { rows, total } = await memberships.page(instance.db, { ...wanted, page: readPage(query) });
    return listAnswer(await browserMembershipsJSON(instance, rows), total);
  },

  async deleteOrganizationMemberships(call) {
    const { client, membership } = await requireOrganizationAccess(call, call.params.organization_id);
    await removeMembership(call.instance, membership);
    return changeAnswer(call, client.id, deleted('organization_membership', membership.id));
  },

  async getUsersOrganizationInvitations(call) {
    const { instance, query } = call;
    const { record } = await requireSignedIn(call);
    await enrollUser(instance, record);
    const wanted = { emailAddresses: verifiedAddresses(record), status: readList(query, 'status') };
    const { rows, total } = await listOrganizationInvitations(instance, query, wanted);
    return listAnswer(await browserInvitationsJSON(instance, rows), total);
  },

  async acceptOrganizationInvitation(call) {
    const { instance, params } = call;
    const { client, record } = await requireSignedIn(call);
    const accepted = await ownOffers.acceptInvitation(instance, record, params.invitation_id);
    return changeAnswer(call, client.id, await browserInvitationJSON(instance, accepted));
  },

  async getOrganizationSuggestions(call) {
    const { instance, query } = call;
    const { record } = await requireSignedIn(call);
    await enrollUser(instance, record);
    const { rows, total } = await organizationSuggestions.page(instance.db, {
      where: { userId: record.user.id, status: readList(query, 'status') },
      page: readPage(query),
    });
    return listAnswer(await organizationSuggestionsJSON(instance, rows), total);
  },

  async acceptOrganizationSuggestion(call) {
    const { instance, params } = call;
    const { client, record } = await requireSignedIn(call);
    const accepted = await ownOffers.acceptSuggestion(instance, record, params.suggestion_id);
    const [shown = {}] = await organizationSuggestionsJSON(instance, [accepted]);
    return changeAnswer(call, client.id, shown);
  },
} satisfies FrontendHandlers;
