/** A domain of the instance. */
export interface DomainJSON {
  readonly object: 'domain';
  readonly id: string;
  readonly name: string;
  readonly is_satellite: boolean;
  readonly frontend_api_url: string;
  readonly development_origin: string;
  readonly cname_targets: readonly CnameTargetJSON[];
  readonly accounts_portal_url?: string | null;
  readonly proxy_url?: string;
}

/** A DNS record that a domain needs. */
export interface CnameTargetJSON {
  readonly host: string;
  readonly value: string;
  readonly required: boolean;
}
