import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { InstanceSettings } from '../resources/instance.js';

/** Parameters of {@link BetaFeaturesApi.changeDomain}. */
export interface ChangeDomainParams {
  /** URL of the new home page. */
  readonly homeUrl?: string | undefined;
  /** Whether the domain is a secondary one. */
  readonly isSecondary?: boolean | undefined;
}

/** Parameters of {@link BetaFeaturesApi.updateInstanceSettings}. */
export interface UpdateInstanceSettingsParams {
  /** Whether only identifiers on the allowlist may sign up. */
  readonly restrictedToAllowlist?: boolean | null | undefined;
  /** Local part of the sender of e-mails. */
  readonly fromEmailAddress?: string | null | undefined;
  /** Whether sign-up may be finished step by step. */
  readonly progressiveSignUp?: boolean | null | undefined;
  /** Whether test e-mail addresses and phone numbers work. */
  readonly testMode?: boolean | null | undefined;
}

/** Features in beta. */
export interface BetaFeaturesApi {
  /**
   * Moves a production instance to another domain. People must sign in again.
   * @throws {ClerkAPIResponseError} any status outside 200 to 299
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /beta_features/change_domain}
   */
  changeDomain(params: ChangeDomainParams, options?: CallOptions): Promise<void>;
  /**
   * Changes settings of the instance; what is not given stays.
   * @throws {ClerkAPIResponseError} 402, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /beta_features/instance_settings}
   */
  updateInstanceSettings(params: UpdateInstanceSettingsParams, options?: CallOptions): Promise<InstanceSettings>;
  /**
   * Moves a production instance to another domain.
   * @throws {ClerkAPIResponseError} 400, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PUT /beta_features/domain}
   * @deprecated Use `instance.changeDomain`.
   */
  updateDomain(params: ChangeDomainParams, options?: CallOptions): Promise<void>;
}

/** Routes of {@link BetaFeaturesApi}. */
export const betaFeatures = endpoints<BetaFeaturesApi>()({
  changeDomain: 'POST /beta_features/change_domain',
  updateInstanceSettings: 'PATCH /beta_features/instance_settings',
  updateDomain: 'PUT /beta_features/domain',
});
