import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint.js';

/** Parameters of {@link BetaFeaturesApi.changeDomain}. */
export interface ChangeDomainParams {
  /** URL of the new home page. */
  readonly homeUrl?: string;
  /** Whether the domain is a secondary one. */
  readonly isSecondary?: boolean;
}

/** Features in beta. */
export interface BetaFeaturesApi {
  /**
   * Moves a production instance to another domain. People must sign in again.
   * @throws {ClerkAPIResponseError} any status outside 200 to 299
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /beta_features/change_domain}
   */
  changeDomain(params: ChangeDomainParams, options?: CallOptions): Promise<void>;
}

/** Routes of {@link BetaFeaturesApi}. */
export const betaFeatures = endpoints<BetaFeaturesApi>()({
  changeDomain: 'POST /beta_features/change_domain',
});
