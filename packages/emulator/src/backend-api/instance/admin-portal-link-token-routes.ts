import { adminPortalLinkTokens as portalEndpoints } from '@acme/backend/endpoints';
import type { AdminPortalLinkTokenJSON } from '@acme/backend/wire';
import { NotFoundError, ParameterError } from '../../errors/api-error.js';
import type { Instance } from '../../instance/instance.js';
import { requireOrganization } from '../../organizations/organization.js';
import { Collection, type Row } from '../../store/collection.js';
import { answers } from '../backend-route.js';

const hourSeconds = 60 * 60;

/** A link with which an administrator of an organization opens the set-up portal. */
interface PortalLink {
  readonly organizationId: string | null;
  readonly itContactId: string | null;
  readonly scopes: readonly string[];
  readonly revoked: boolean;
  readonly revocationReason: string | null;
  /** Unix time in ms. */
  readonly expiration: number;
}

const links = new Collection<PortalLink>('admin_portal_link_token', { idPrefix: 'aplt' });

export const adminPortalLinkTokenRoutes = answers(portalEndpoints, {
  create: async ({ body, ...instance }) => {
    const organizationId = body.string('organization_id') ?? null;
    const itContactId = body.string('it_contact_id') ?? null;
    if (organizationId === null && itContactId === null) {
      throw new ParameterError(
        'form_param_missing',
        'is missing',
        'organization_id',
        'organization_id or it_contact_id must be included.',
      );
    }
    if (organizationId !== null) await requireOrganization(instance.db, organizationId);
    const row = await links.insert(instance, {
      organizationId,
      itContactId,
      scopes: body.strings('scopes') ?? [],
      revoked: false,
      revocationReason: null,
      expiration: instance.now() + (body.integer('seconds_until_expiration') ?? hourSeconds) * 1000,
    });
    return { ...linkJSON(instance, row), token: instance.createId('apl') };
  },
  revoke: async ({ params, body, ...instance }) => {
    const row = await links.find(instance.db, params.adminPortalLinkTokenId);
    if (!row) throw new NotFoundError(`No link was found with id ${params.adminPortalLinkTokenId}.`);
    const revocationReason = body.string('revocation_reason') ?? null;
    return linkJSON(instance, await links.update(instance, row, { revoked: true, revocationReason }));
  },
});

function linkJSON({ now, signer }: Instance, row: Row<PortalLink>): AdminPortalLinkTokenJSON {
  return {
    object: 'admin_portal_link_token',
    id: row.id,
    admin_portal_link_id: row.id.replace(/^aplt_/, 'apl_'),
    instance_id: signer.jwk.kid,
    organization_id: row.organizationId,
    it_contact_id: row.itContactId,
    scopes: row.scopes,
    revoked: row.revoked,
    revocation_reason: row.revocationReason,
    expired: row.expiration <= now(),
    expiration: row.expiration,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
