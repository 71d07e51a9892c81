import type { Instance } from '../instance/instance.js';
import { domainVerificationJSON, organizationDomainJSON, type OrganizationDomainRow } from './organization-domains.js';
import { pendingOfDomain } from './pending-of-domain.js';
import { organizationCollection, publicOrganizationJSON } from './organization.js';

const createdVerified = ({ createdAt, updatedAt }: OrganizationDomainRow) => ({
  status: 'verified',
  strategy: 'admin',
  attempts: 0,
  expire_at: createdAt,
  verified_at: updatedAt,
});

/** A domain as members see it: with the state of its verifications and what its mode has created. */
export async function browserDomainJSON(instance: Instance, row: OrganizationDomainRow): Promise<object> {
  const [organization, pending] = await Promise.all([
    organizationCollection.find(instance.db, row.scope),
    pendingOfDomain(instance.db, row),
  ]);
  const affiliation = domainVerificationJSON(instance, 'affiliation_email_code', row.affiliation);
  const ownership = domainVerificationJSON(instance, 'txt_record', row.ownership);
  const shown = organizationDomainJSON(row);
  const known = affiliation?.verified_at || !ownership?.verified_at ? affiliation : ownership;
  return {
    ...shown,
    affiliation_verification: affiliation,
    ownership_verification: ownership && {
      ...ownership,
      txt_record_name: `_acme-challenge.${row.name}`,
      txt_record_value: `acme-verification=${row.id}`,
    },
    // A domain that a server program created as verified has no verification of its own.
    verification: known ?? (row.verified ? createdVerified(row) : null),
    ...pending,
    public_organization_data: organization ? publicOrganizationJSON(instance, organization) : null,
  };
}
