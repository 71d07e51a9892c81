import type { OperationId } from './operations.js';

/** What a field holds: `text` if a row names no type, `flag` is `true` or `false`, `texts` is a repeated field, `object` is JSON. */
export type FieldType = 'text' | 'flag' | 'number' | 'texts' | 'object' | 'file';

const providerFields = `
  saml_idp_entity_id saml_idp_sso_url saml_idp_certificate saml_idp_metadata_url saml_idp_metadata
  saml_attribute_mapping:object saml_allow_subdomains:flag saml_allow_idp_initiated:flag saml_force_authn:flag
  oidc_client_id oidc_client_secret oidc_discovery_url oidc_auth_url oidc_token_url oidc_user_info_url
  oidc_requires_pkce:flag`;

/** The fields of the forms of each operation, in the service's OpenAPI description (version 2026-05-12): `name` or `name:type`. */
export const operationFields = {
  createSignIn: `
    strategy identifier password ticket redirect_url action_complete_redirect_url transfer:flag code token oidc_login_hint
    oidc_prompt proof_token trusted_device_id`,
  resetPassword: 'password sign_out_of_other_sessions:flag',
  prepareSignInFactorOne: `
    strategy email_address_id phone_number_id proof_token web3_wallet_id passkey_id trusted_device_id redirect_url
    action_complete_redirect_url oidc_login_hint oidc_prompt`,
  attemptSignInFactorOne: `strategy code password signature token ticket public_key_credential trusted_device_id client_data algorithm`,
  prepareSignInFactorTwo: 'strategy phone_number_id proof_token email_address_id redirect_url',
  attemptSignInFactorTwo: 'strategy code',
  createSignUps: `
    transfer:flag password first_name last_name username email_address phone_number email_address_or_phone_number
    unsafe_metadata:object strategy action_complete_redirect_url redirect_url ticket web3_wallet token code captcha_token
    captcha_error captcha_widget_type legal_accepted:flag oidc_login_hint oidc_prompt proof_token`,
  updateSignUps: `
    password first_name last_name username email_address phone_number email_address_or_phone_number unsafe_metadata:object
    strategy redirect_url action_complete_redirect_url ticket web3_wallet token code legal_accepted:flag oidc_login_hint
    oidc_prompt proof_token`,
  prepareSignUpsVerification: `strategy redirect_url action_complete_redirect_url oidc_login_hint oidc_prompt proof_token`,
  attemptSignUpsVerification: 'strategy code signature token',
  touchSession: 'active_organization_id intent',
  createSessionToken: 'organization_id',
  startSessionReverification: 'level',
  prepareSessionReverificationFirstFactor: 'strategy email_address_id phone_number_id proof_token',
  attemptSessionReverificationFirstFactor: 'strategy code password public_key_credential',
  prepareSessionReverificationSecondFactor: 'strategy phone_number_id proof_token',
  attemptSessionReverificationSecondFactor: 'strategy code',
  createOrganizationEnterpriseConnection: `provider name domains:texts ${providerFields}`,
  updateOrganizationEnterpriseConnection: `
    name domains:texts active:flag sync_user_attributes:flag disable_additional_identifications:flag custom_attributes
    ${providerFields}`,
  createMeEnterpriseConnection: `provider name domains:texts organization_id ${providerFields}`,
  updateMeEnterpriseConnection: `
    name domains:texts active:flag sync_user_attributes:flag disable_additional_identifications:flag organization_id
    custom_attributes ${providerFields}`,
  createEmailAddresses: 'email_address',
  verifyEmailAddress: 'code',
  sendVerificationEmail: 'strategy redirect_url action_complete_redirect_url',
  postPhoneNumbers: 'phone_number reserved_for_second_factor:flag',
  verifyPhoneNumber: 'code',
  sendVerificationSMS: 'strategy proof_token',
  UpdatePhoneNumber: 'reserved_for_second_factor:flag default_second_factor:flag',
  patchPasskey: 'name',
  attemptPasskeyVerification: 'strategy public_key_credential',
  validateTrustedDevice: 'trusted_device_id',
  prepareTrustedDevice: 'platform app_identifier name algorithm public_key_jwk',
  attemptTrustedDevice: 'platform app_identifier name algorithm public_key_jwk client_data signature',
  postOAuthAccounts: `
    strategy enterprise_connection_id redirect_url action_complete_redirect_url additional_scope code token
    oidc_login_hint oidc_prompt`,
  reauthorizeExternalAccount: `additional_scope:texts redirect_url action_complete_redirect_url oidc_login_hint oidc_prompt`,
  verifyTOTP: 'code',
  patchUser: 'username first_name last_name primary_email_address_id primary_phone_number_id primary_web3_wallet_id',
  patchUserMetadata: 'unsafe_metadata:object',
  createServiceToken: 'service',
  updateProfileImage: 'file:file',
  changePassword: 'current_password new_password sign_out_of_other_sessions:flag',
  removePassword: 'current_password',
  SetOrganizationDefaultPaymentMethod: 'payment_method_id',
  createOrganization: 'name slug',
  updateOrganization: 'name slug',
  updateOrganizationLogo: 'file:file',
  createOrganizationInvitations: 'email_address role notify:flag',
  bulkCreateOrganizationInvitations: 'email_address:texts role notify:flag',
  CreateOrganizationMembership: 'user_id role',
  UpdateOrganizationMembership: 'role',
  CreateOrganizationDomain: 'name enrollment_mode',
  createOrganizationDomainsBulk: 'names:texts enrollment_mode',
  prepareOrganizationDomainsOwnershipVerification: 'organization_domain_ids:texts',
  attemptOrganizationDomainsOwnershipVerification: 'organization_domain_ids:texts',
  UpdateOrganizationDomainEnrollmentMode: 'enrollment_mode delete_pending:flag',
  prepareOrganizationDomainVerification: 'affiliation_email_address',
  attemptOrganizationDomainVerification: 'code',
  joinWaitlist: 'email_address',
  createApiKey: 'type name description subject seconds_until_expiration:number',
  updateApiKey: 'description',
  revokeApiKey: 'revocation_reason',
} satisfies { readonly [Id in OperationId]?: string };

/** Fields that browser libraries send too, by operation. */
export const furtherFields: { readonly [Id in OperationId]?: string } = {
  // Components send the factor as they got it, and how a code for a phone number is sent.
  prepareSignInFactorOne: 'channel default primary safe_identifier',
  prepareSignInFactorTwo: 'channel default primary safe_identifier',
  prepareSessionReverificationFirstFactor: 'channel default primary safe_identifier',
  prepareSessionReverificationSecondFactor: 'channel default primary safe_identifier',
  prepareSignUpsVerification: 'channel',
  sendVerificationSMS: 'channel',
  verifyEmailAddress: 'strategy',
  verifyPhoneNumber: 'strategy',
  // Of versions of the API before 2026-05-12.
  patchUser: 'unsafe_metadata:object',
};

/** Fields that browser libraries add to forms of any operation. */
export const everywhere = 'locale tab_state';
