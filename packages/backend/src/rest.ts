/** The Backend API client: what its methods take and give. */
export { callOptions, type CallOptions, type CallSettings } from './rest/call-options.js';
export type { IterationOptions, PagePromise, PaginatedResourceResponse } from './rest/paginate.js';
export type { ResourceClient, ResourceClientOptions } from './rest/resource-client.js';
export type {
  ClientSettings,
  Logger,
  Observers,
  RateLimit,
  RequestEvent,
  ResponseEvent,
  RetryOptions,
} from './client-settings.js';
export type {
  AccountlessApplicationParams,
  AccountlessApplicationsApi,
} from './rest/endpoints/accountless-applications.js';
export type { ActorTokenActorParams, ActorTokensApi, CreateActorTokenParams } from './rest/endpoints/actor-tokens.js';
export type {
  AdminPortalLinkTokensApi,
  CreateAdminPortalLinkTokenParams,
  RevokeAdminPortalLinkTokenParams,
} from './rest/endpoints/admin-portal-link-tokens.js';
export type { AgentTasksApi, CreateAgentTaskParams, OnBehalfOf } from './rest/endpoints/agent-tasks.js';
export type {
  AllowlistIdentifiersApi,
  CreateAllowlistIdentifierParams,
} from './rest/endpoints/allowlist-identifiers.js';
export type {
  APIKeysApi,
  CreateAPIKeyParams,
  ListAPIKeysParams,
  RevokeAPIKeyParams,
  UpdateAPIKeyParams,
} from './rest/endpoints/api-keys.js';
export type {
  BetaFeaturesApi,
  ChangeDomainParams,
  UpdateInstanceSettingsParams,
} from './rest/endpoints/beta-features.js';
export type {
  AdjustCreditBalanceParams,
  ApplyBillingDiscountParams,
  BillingApi,
  CancelSubscriptionItemParams,
  CreateBillingPriceParams,
  CreateBillingPriceTransitionParams,
  ExtendSubscriptionItemFreeTrialParams,
  GetBillingPriceListParams,
  GetBillingSubscriptionItemListParams,
  GetPlanListParams,
} from './rest/endpoints/billing.js';
export type {
  BlocklistIdentifiersApi,
  CreateBlocklistIdentifierParams,
} from './rest/endpoints/blocklist-identifiers.js';
export type { ClientsApi, GetHandshakePayloadParams } from './rest/endpoints/clients.js';
export type {
  CreateDirectoryGroupRoleMappingParams,
  CreateDirectoryParams,
  DirectoriesApi,
  ReplaceDirectoryGroupRoleMappingsParams,
  UpdateDirectoryParams,
} from './rest/endpoints/directories.js';
export type { AddDomainParams, DomainsApi, UpdateDomainParams } from './rest/endpoints/domains.js';
export type {
  AttemptEmailAddressVerificationParams,
  CreateEmailAddressParams,
  EmailAddressesApi,
  UpdateEmailAddressParams,
} from './rest/endpoints/email-addresses.js';
export type {
  BatchEmailParams,
  BatchEmailResult,
  CreateEmailOptions,
  CreateEmailParams,
  EmailAttachment,
  EmailRecipient,
  EmailsApi,
  Mailbox,
} from './rest/endpoints/emails.js';
export type {
  CreateEnterpriseConnectionParams,
  EnterpriseConnectionCustomAttributeParams,
  EnterpriseConnectionOidcParams,
  EnterpriseConnectionSamlParams,
  EnterpriseConnectionsApi,
  GetEnterpriseConnectionListParams,
  GetEnterpriseConnectionTestRunListParams,
  OrganizationEnterpriseConnectionProvider,
  UpdateEnterpriseConnectionParams,
} from './rest/endpoints/enterprise-connections.js';
export type { IdPOAuthAccessTokenApi, VerifyAccessTokenOptions } from './rest/endpoints/idp-oauth-access-token.js';
export type {
  ChangeInstanceDomainParams,
  InstanceApi,
  UpdateInstanceCommunicationParams,
  UpdateInstanceParams,
  UpdateInstanceProtectParams,
  UpdateOAuthApplicationSettingsParams,
  UpdateOrganizationSettingsParams,
  UpdateRestrictionsParams,
} from './rest/endpoints/instance.js';
export type { CreateInvitationParams, GetInvitationListParams, InvitationsApi } from './rest/endpoints/invitations.js';
export type { JwksApi } from './rest/endpoints/jwks.js';
export type {
  CreateJwtTemplateParams,
  JwtTemplatesApi,
  UpdateJwtTemplateParams,
} from './rest/endpoints/jwt-templates.js';
export type {
  CreateM2MTokenParams,
  ListM2MTokensParams,
  M2MApi,
  RevokeM2MTokenParams,
  VerifyM2MTokenParams,
} from './rest/endpoints/m2m.js';
export type {
  CreateMachineParams,
  ListMachinesParams,
  MachinesApi,
  RotateMachineSecretKeyParams,
  UpdateMachineParams,
} from './rest/endpoints/machines.js';
export type {
  CreateOAuthApplicationParams,
  ListOAuthApplicationsParams,
  OAuthApplicationsApi,
  RevokeOAuthTokenParams,
  UpdateOAuthApplicationLogoParams,
  UpdateOAuthApplicationParams,
} from './rest/endpoints/oauth-applications.js';
export type {
  CreateOrganizationPermissionParams,
  GetOrganizationPermissionListParams,
  OrganizationPermissionsApi,
  UpdateOrganizationPermissionParams,
} from './rest/endpoints/organization-permissions.js';
export type {
  AssignPermissionToOrganizationRoleParams,
  CreateOrganizationRoleParams,
  GetOrganizationRoleListParams,
  OrganizationRolesApi,
  RemovePermissionFromOrganizationRoleParams,
  UpdateOrganizationRoleParams,
} from './rest/endpoints/organization-roles.js';
export type {
  CreateOrganizationDomainParams,
  CreateOrganizationInvitationParams,
  CreateOrganizationMembershipParams,
  CreateOrganizationParams,
  DeleteOrganizationDomainParams,
  DeleteOrganizationMembershipParams,
  GetInstanceOrganizationDomainListParams,
  GetInstanceOrganizationInvitationListParams,
  GetInstanceOrganizationMembershipListParams,
  GetOrganizationDomainListParams,
  GetOrganizationInvitationListParams,
  GetOrganizationInvitationParams,
  GetOrganizationListParams,
  GetOrganizationMembershipListParams,
  GetOrganizationParams,
  GetPendingOrganizationInvitationListParams,
  OrganizationsApi,
  ReplaceOrganizationMetadataParams,
  RevokeOrganizationInvitationParams,
  UpdateOrganizationDomainParams,
  UpdateOrganizationLogoParams,
  UpdateOrganizationMembershipMetadataParams,
  UpdateOrganizationMembershipParams,
  UpdateOrganizationMetadataParams,
  UpdateOrganizationParams,
  VerifyOrganizationDomainOwnershipParams,
} from './rest/endpoints/organizations.js';
export type { PaginationParams, WithSign } from './rest/endpoints/params.js';
export type {
  AttemptPhoneNumberVerificationParams,
  CreatePhoneNumberParams,
  PhoneNumbersApi,
  UpdatePhoneNumberParams,
} from './rest/endpoints/phone-numbers.js';
export type { ProxyChecksApi, VerifyProxyParams } from './rest/endpoints/proxy-checks.js';
export type { CreateRedirectUrlParams, RedirectUrlsApi } from './rest/endpoints/redirect-urls.js';
export type {
  AddRolesToRoleSetParams,
  CreateRoleSetParams,
  GetRoleSetListParams,
  ReplaceRoleInRoleSetParams,
  ReplaceRoleSetParams,
  RoleSetsApi,
  UpdateRoleSetParams,
} from './rest/endpoints/role-sets.js';
export type {
  CreateSamlConnectionParams,
  GetSamlConnectionListParams,
  SamlAttributeMappingParams,
  SamlConnectionsApi,
  SamlIdpSlug,
  UpdateSamlConnectionParams,
} from './rest/endpoints/saml-connections.js';
export type {
  CreateSCIMDirectoryParams,
  CreateSCIMGroupRoleMappingParams,
  ReplaceSCIMGroupRoleMappingsParams,
  SCIMDirectoriesApi,
  UpdateSCIMDirectoryParams,
} from './rest/endpoints/scim-directories.js';
export type {
  CreateSessionParams,
  GetSessionListParams,
  RefreshSessionParams,
  SessionsApi,
} from './rest/endpoints/sessions.js';
export type { CreateSignInTokenParams, SignInTokensApi } from './rest/endpoints/sign-in-tokens.js';
export type { SignUpsApi, UpdateSignUpParams } from './rest/endpoints/sign-ups.js';
export type {
  PreviewTemplateParams,
  TemplatesApi,
  ToggleTemplateDeliveryParams,
  UpsertTemplateParams,
} from './rest/endpoints/templates.js';
export type { TestingTokensApi } from './rest/endpoints/testing-tokens.js';
export type {
  BanUsersParams,
  CreateUserParams,
  DeleteUserExternalAccountParams,
  DeleteUserPasskeyParams,
  DeleteUserWeb3WalletParams,
  GetUserCountParams,
  GetUserListParams,
  GetUserOrganizationInvitationListParams,
  GetUserOrganizationMembershipListParams,
  PasswordHasher,
  RemovePasswordParams,
  ReplaceUserEmailAddressParams,
  ReplaceUserMetadataParams,
  ReplaceUserPhoneNumberParams,
  SetPasswordCompromisedParams,
  UpdateUserMetadataParams,
  UpdateUserParams,
  UpdateUserProfileImageParams,
  UsersApi,
  VerifyPasswordParams,
  VerifyTOTPParams,
} from './rest/endpoints/users.js';
export type {
  CreateWaitlistEntryParams,
  InviteWaitlistEntryParams,
  ListWaitlistEntriesParams,
  WaitlistEntriesApi,
} from './rest/endpoints/waitlist-entries.js';
export type { WebhooksApi } from './rest/endpoints/webhooks.js';
export type { AccountlessApplication } from './rest/resources/accountless-application.js';
export type { ActorToken } from './rest/resources/actor-token.js';
export type { AdminPortalLinkToken } from './rest/resources/admin-portal-link-token.js';
export type { AgentTask } from './rest/resources/agent-task.js';
export type { AllowlistIdentifier } from './rest/resources/allowlist-identifier.js';
export type { APIKey } from './rest/resources/api-key.js';
export type { BillingCreditBalance, BillingCreditLedger } from './rest/resources/billing-credit.js';
export type { BillingDiscountRedemption } from './rest/resources/billing-discount.js';
export type {
  BillingAppliedDiscount,
  BillingCredits,
  BillingDiscounts,
  BillingMoneyAmount,
  BillingNextPayment,
  BillingPerUnitTier,
  BillingPerUnitTotal,
  BillingPeriodTotals,
  BillingSubscriptionItemSeats,
  BillingTotals,
} from './rest/resources/billing-money.js';
export type { BillingPayer, BillingPaymentMethod } from './rest/resources/billing-payer.js';
export type { BillingPlan, Feature } from './rest/resources/billing-plan.js';
export type { BillingPrice } from './rest/resources/billing-price.js';
export type {
  BillingPaymentAttempt,
  BillingStatement,
  BillingStatementGroup,
} from './rest/resources/billing-statement.js';
export type { BillingSubscription, BillingSubscriptionItem } from './rest/resources/billing-subscription.js';
export type { BlocklistIdentifier } from './rest/resources/blocklist-identifier.js';
export type { Client } from './rest/resources/client.js';
export type { Cookies } from './rest/resources/cookies.js';
export type { DeletedObject } from './rest/resources/deleted-object.js';
export type { Directory, DirectoryGroupRoleMapping } from './rest/resources/directory.js';
export type { CnameTarget, Domain } from './rest/resources/domain.js';
export type { EmailAddress, IdentificationLink } from './rest/resources/email-address.js';
export type { Email } from './rest/resources/email.js';
export type { EnterpriseAccount, EnterpriseAccountConnection } from './rest/resources/enterprise-account.js';
export type {
  EnterpriseConnection,
  EnterpriseConnectionCustomAttribute,
  EnterpriseConnectionOauthConfig,
  EnterpriseConnectionSamlConnection,
  EnterpriseConnectionSamlConnectionLoginHint,
} from './rest/resources/enterprise-connection.js';
export type { ExternalAccount } from './rest/resources/external-account.js';
export type { HandshakePayload } from './rest/resources/handshake-payload.js';
export type { IdPOAuthAccessToken, OAuthJwtPayload } from './rest/resources/idp-oauth-access-token.js';
export type { InstanceCommunication } from './rest/resources/instance-communication.js';
export type { InstanceProtect } from './rest/resources/instance-protect.js';
export type { Instance, InstanceRestrictions, InstanceSettings } from './rest/resources/instance.js';
export type { Invitation } from './rest/resources/invitation.js';
export type { JwtTemplate } from './rest/resources/jwt-template.js';
export type { M2MJwtPayload, M2MToken } from './rest/resources/m2m-token.js';
export type { Machine, MachineScope, MachineSecretKey } from './rest/resources/machine.js';
export type { OauthAccessToken } from './rest/resources/oauth-access-token.js';
export type { OAuthApplicationSettings } from './rest/resources/oauth-application-settings.js';
export type { OAuthApplication } from './rest/resources/oauth-application.js';
export type { OrganizationDomain, OrganizationDomainVerification } from './rest/resources/organization-domain.js';
export type { OrganizationInvitation } from './rest/resources/organization-invitation.js';
export type {
  OrganizationMembership,
  OrganizationMembershipPublicUserData,
} from './rest/resources/organization-membership.js';
export type { OrganizationSettings } from './rest/resources/organization-settings.js';
export type { Organization } from './rest/resources/organization.js';
export type { Permission } from './rest/resources/permission.js';
export type { PhoneNumber } from './rest/resources/phone-number.js';
export type { ProxyCheck } from './rest/resources/proxy-check.js';
export type { RedirectUrl } from './rest/resources/redirect-url.js';
export type { RoleSet, RoleSetItem, RoleSetMigration } from './rest/resources/role-set.js';
export type { Role } from './rest/resources/role.js';
export type { AttributeMapping, SamlConnection } from './rest/resources/saml-connection.js';
export type { SamlConnectionIdpCertificate } from './rest/resources/saml-connection-idp-certificate.js';
export type { SCIMDirectory, SCIMGroupRoleMapping } from './rest/resources/scim-directory.js';
export type { Session, SessionActivity } from './rest/resources/session.js';
export type { SignInToken } from './rest/resources/sign-in-token.js';
export type { SignUpAttempt, SignUpAttemptVerification, SignUpAttemptVerifications } from './rest/resources/sign-up.js';
export type { SMSMessage } from './rest/resources/sms-message.js';
export type { Template } from './rest/resources/template.js';
export type { TestingToken } from './rest/resources/testing-token.js';
export type { Token } from './rest/resources/token.js';
export type { TrustedDevice } from './rest/resources/trusted-device.js';
export type { UserID } from './rest/resources/user-id.js';
export type { User } from './rest/resources/user.js';
export type { Verification } from './rest/resources/verification.js';
export type { WaitlistEntry } from './rest/resources/waitlist-entry.js';
export type { Web3Wallet } from './rest/resources/web3-wallet.js';
