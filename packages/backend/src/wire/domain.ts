/** A domain of the instance. */
export interface DomainJSON {
  readonly object: 'domain';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Host name. */
  readonly name: string;
  /** Whether people sign in on another, primary domain. */
  readonly is_satellite: boolean;
  /** Origin of the Frontend API on this domain. */
  readonly frontend_api_url: string;
  /** Origin used during development. */
  readonly development_origin: string;
  /** DNS records the domain needs. */
  readonly cname_targets: readonly CnameTargetJSON[];
  /** Origin of the hosted sign-in pages. */
  readonly accounts_portal_url?: string | null;
  /** URL under which the application proxies the Frontend API. */
  readonly proxy_url?: string;
}

/** A DNS record that a domain needs. */
export interface CnameTargetJSON {
  /** Host name of the DNS record. */
  readonly host: string;
  /** What the DNS record must point to. */
  readonly value: string;
  /** Whether the domain works only with this record. */
  readonly required: boolean;
}
