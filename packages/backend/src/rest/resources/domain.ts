import type { CnameTargetJSON, DomainJSON } from '../../wire/domain.js';
import { listOf, resource } from '../resource.js';

/** A domain of the instance. */
export class Domain {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Host name. */
  declare readonly name: string;
  /** Whether people sign in on another, primary domain. */
  declare readonly isSatellite: boolean;
  /** Origin of the Frontend API on this domain. */
  declare readonly frontendApiUrl: string;
  /** Origin used during development. */
  declare readonly developmentOrigin: string;
  /** DNS records the domain needs. */
  declare readonly cnameTargets: CnameTarget[];
  /** Origin of the hosted sign-in pages. */
  declare readonly accountsPortalUrl?: string | null | undefined;
  /** URL under which the application proxies the Frontend API. */
  declare readonly proxyUrl?: string | null | undefined;
}

/** A DNS record that a domain needs. */
export class CnameTarget {
  /** Host name of the DNS record. */
  declare readonly host: string;
  /** What the DNS record must point to. */
  declare readonly value: string;
  /** Whether the domain works only with this record. */
  declare readonly required: boolean;
}

/** Reads `CnameTargetJSON`. */
export const cnameTarget = resource<CnameTargetJSON>()(undefined, CnameTarget, ['host', 'value', 'required']);

/** Reads `DomainJSON`. */
export const domain = resource<DomainJSON>()(
  'domain',
  Domain,
  ['id', 'name', 'isSatellite', 'frontendApiUrl', 'developmentOrigin', 'accountsPortalUrl', 'proxyUrl'],
  {
    cnameTargets: listOf(cnameTarget),
  },
);
