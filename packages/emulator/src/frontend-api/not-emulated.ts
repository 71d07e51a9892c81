import type { OperationId } from './operations.js';

/**
 * Operations that the emulator does not have, with the reason. They answer 501 and are logged.
 */
export const notEmulated = {
  getAndroidAssetLinks: 'Native applications do not run against the emulator.',
  getAppleAppSiteAssociation: 'Native applications do not run against the emulator.',
  samlMetadata: 'No identity provider is connected, so nobody sends SAML messages.',
  acs: 'No identity provider is connected, so nobody sends SAML messages.',
  getProxyHealth: 'The emulator is the service, so that it checks a proxy by POST /v1/proxy_checks only.',
  syncClient: 'Satellite applications use the handshake, which is emulated.',
  linkClient: 'Satellite applications use the handshake, which is emulated.',
  postDevBrowserInitSetCookie: 'Current browser libraries call POST /v1/dev_browser, which is emulated.',
  getDevBrowserInit: 'Current browser libraries call POST /v1/dev_browser, which is emulated.',
  clearSiteData: 'It would clear the data of every application on localhost.',
  getWeb3Wallets: 'Wallets need a blockchain.',
  postWeb3Wallets: 'Wallets need a blockchain.',
  readWeb3Wallet: 'Wallets need a blockchain.',
  deleteWeb3Wallet: 'Wallets need a blockchain.',
  prepareWeb3WalletVerification: 'Wallets need a blockchain.',
  attemptWeb3WalletVerification: 'Wallets need a blockchain.',
  CreateUserPaymentMethod: 'Payments need a payment provider.',
  InitializeUserPaymentMethod: 'Payments need a payment provider.',
  CreateUserBillingCheckout: 'Payments need a payment provider.',
  GetUserBillingCheckout: 'Payments need a payment provider.',
  UpdateUserBillingCheckout: 'Payments need a payment provider.',
  ConfirmUserBillingCheckout: 'Payments need a payment provider.',
  CreateOrganizationBillingCheckout: 'Payments need a payment provider.',
  GetOrganizationBillingCheckout: 'Payments need a payment provider.',
  UpdateOrganizationBillingCheckout: 'Payments need a payment provider.',
  ConfirmOrganizationBillingCheckout: 'Payments need a payment provider.',
  CreateOrganizationPaymentMethod: 'Payments need a payment provider.',
  InitializeOrganizationPaymentMethod: 'Payments need a payment provider.',
} as const satisfies Partial<Record<OperationId, string>>;
