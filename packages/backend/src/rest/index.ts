/** What the methods of the client take and give. Types only. */
// Written by `pnpm index:generate` from the files of the folders; do not edit.
export type { AccountlessApplicationParams, AccountlessApplicationsApi } from './endpoints/accountless-applications.js';
export type { ActorTokenActorParams, ActorTokensApi, CreateActorTokenParams } from './endpoints/actor-tokens.js';
export type {
  AdminPortalLinkTokensApi,
  CreateAdminPortalLinkTokenParams,
  RevokeAdminPortalLinkTokenParams,
} from './endpoints/admin-portal-link-tokens.js';
export type { AgentTasksApi, CreateAgentTaskParams, OnBehalfOf } from './endpoints/agent-tasks.js';
export type { AllowlistIdentifiersApi, CreateAllowlistIdentifierParams } from './endpoints/allowlist-identifiers.js';
export type {
  APIKeysApi,
  CreateAPIKeyParams,
  ListAPIKeysParams,
  RevokeAPIKeyParams,
  UpdateAPIKeyParams,
} from './endpoints/api-keys.js';
export type { BetaFeaturesApi, ChangeDomainParams, UpdateInstanceSettingsParams } from './endpoints/beta-features.js';
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
} from './endpoints/billing.js';
export type { BlocklistIdentifiersApi, CreateBlocklistIdentifierParams } from './endpoints/blocklist-identifiers.js';
export type { ClientsApi, GetHandshakePayloadParams } from './endpoints/clients.js';
export type {
  CreateDirectoryGroupRoleMappingParams,
  CreateDirectoryParams,
  DirectoriesApi,
  ReplaceDirectoryGroupRoleMappingsParams,
  UpdateDirectoryParams,
} from './endpoints/directories.js';
export type { AddDomainParams, DomainsApi, UpdateDomainParams } from './endpoints/domains.js';
export type {
  AttemptEmailAddressVerificationParams,
  CreateEmailAddressParams,
  EmailAddressesApi,
  UpdateEmailAddressParams,
} from './endpoints/email-addresses.js';
export type {
  BatchEmailParams,
  BatchEmailResult,
  CreateEmailOptions,
  CreateEmailParams,
  EmailAttachment,
  EmailRecipient,
  EmailsApi,
  Mailbox,
} from './endpoints/emails.js';
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
} from './endpoints/enterprise-connections.js';
export type { IdPOAuthAccessTokenApi, VerifyAccessTokenOptions } from './endpoints/idp-oauth-access-token.js';
export type {
  ChangeInstanceDomainParams,
  InstanceApi,
  UpdateInstanceCommunicationParams,
  UpdateInstanceParams,
  UpdateInstanceProtectParams,
  UpdateOAuthApplicationSettingsParams,
  UpdateOrganizationSettingsParams,
  UpdateRestrictionsParams,
} from './endpoints/instance.js';
export type { CreateInvitationParams, GetInvitationListParams, InvitationsApi } from './endpoints/invitations.js';
export type { JwksApi } from './endpoints/jwks.js';
export type { CreateJwtTemplateParams, JwtTemplatesApi, UpdateJwtTemplateParams } from './endpoints/jwt-templates.js';
export type {
  CreateM2MTokenParams,
  ListM2MTokensParams,
  M2MApi,
  RevokeM2MTokenParams,
  VerifyM2MTokenParams,
} from './endpoints/m2m.js';
export type {
  CreateMachineParams,
  ListMachinesParams,
  MachinesApi,
  RotateMachineSecretKeyParams,
  UpdateMachineParams,
} from './endpoints/machines.js';
export type {
  CreateOAuthApplicationParams,
  ListOAuthApplicationsParams,
  OAuthApplicationsApi,
  RevokeOAuthTokenParams,
  UpdateOAuthApplicationLogoParams,
  UpdateOAuthApplicationParams,
} from './endpoints/oauth-applications.js';
export type {
  CreateOrganizationPermissionParams,
  GetOrganizationPermissionListParams,
  OrganizationPermissionsApi,
  UpdateOrganizationPermissionParams,
} from './endpoints/organization-permissions.js';
export type {
  AssignPermissionToOrganizationRoleParams,
  CreateOrganizationRoleParams,
  GetOrganizationRoleListParams,
  OrganizationRolesApi,
  RemovePermissionFromOrganizationRoleParams,
  UpdateOrganizationRoleParams,
} from './endpoints/organization-roles.js';
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
} from './endpoints/organizations.js';
export type { PaginationParams, WithSign } from './endpoints/params.js';
export type {
  AttemptPhoneNumberVerificationParams,
  CreatePhoneNumberParams,
  PhoneNumbersApi,
  UpdatePhoneNumberParams,
} from './endpoints/phone-numbers.js';
export type { ProxyChecksApi, VerifyProxyParams } from './endpoints/proxy-checks.js';
export type { CreateRedirectUrlParams, RedirectUrlsApi } from './endpoints/redirect-urls.js';
export type {
  AddRolesToRoleSetParams,
  CreateRoleSetParams,
  GetRoleSetListParams,
  ReplaceRoleInRoleSetParams,
  ReplaceRoleSetParams,
  RoleSetsApi,
  UpdateRoleSetParams,
} from './endpoints/role-sets.js';
export type {
  CreateSamlConnectionParams,
  GetSamlConnectionListParams,
  SamlAttributeMappingParams,
  SamlConnectionsApi,
  SamlIdpSlug,
  UpdateSamlConnectionParams,
} from './endpoints/saml-connections.js';
export type {
  CreateSCIMDirectoryParams,
  CreateSCIMGroupRoleMappingParams,
  ReplaceSCIMGroupRoleMappingsParams,
  SCIMDirectoriesApi,
  UpdateSCIMDirectoryParams,
} from './endpoints/scim-directories.js';
export type {
  CreateSessionParams,
  GetSessionListParams,
  RefreshSessionParams,
  SessionsApi,
} from './endpoints/sessions.js';
export type { CreateSignInTokenParams, SignInTokensApi } from './endpoints/sign-in-tokens.js';
export type { SignUpsApi, UpdateSignUpParams } from './endpoints/sign-ups.js';
export type {} from './endpoints/split-metadata.js';
export type {
  PreviewTemplateParams,
  TemplatesApi,
  ToggleTemplateDeliveryParams,
  UpsertTemplateParams,
} from './endpoints/templates.js';
export type { TestingTokensApi } from './endpoints/testing-tokens.js';
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
} from './endpoints/users.js';
export type {
  CreateWaitlistEntryParams,
  InviteWaitlistEntryParams,
  ListWaitlistEntriesParams,
  WaitlistEntriesApi,
} from './endpoints/waitlist-entries.js';
export type { WebhooksApi } from './endpoints/webhooks.js';
export type { AccountlessApplication } from './resources/accountless-application.js';
export type { ActorToken } from './resources/actor-token.js';
export type { AdminPortalLinkToken } from './resources/admin-portal-link-token.js';
export type { AgentTask } from './resources/agent-task.js';
export type { AllowlistIdentifier } from './resources/allowlist-identifier.js';
export type { APIKey } from './resources/api-key.js';
export type { BillingCreditBalance, BillingCreditLedger } from './resources/billing-credit.js';
export type { BillingDiscountRedemption } from './resources/billing-discount.js';
export type {
  BillingAppliedDiscount,
  BillingCredits,
  BillingDiscounts,
  BillingMoneyAmount,
  BillingNextPayment,
  BillingPeriodTotals,
  BillingPerUnitTier,
  BillingPerUnitTotal,
  BillingSubscriptionItemSeats,
  BillingTotals,
} from './resources/billing-money.js';
export type { BillingPayer, BillingPaymentMethod } from './resources/billing-payer.js';
export type { BillingPlan, Feature } from './resources/billing-plan.js';
export type { BillingPrice } from './resources/billing-price.js';
export type { BillingPaymentAttempt, BillingStatement, BillingStatementGroup } from './resources/billing-statement.js';
export type { BillingSubscription, BillingSubscriptionItem } from './resources/billing-subscription.js';
export type { BlocklistIdentifier } from './resources/blocklist-identifier.js';
export type { Client } from './resources/client.js';
export type { Cookies } from './resources/cookies.js';
export type { DeletedObject } from './resources/deleted-object.js';
export type { Directory, DirectoryGroupRoleMapping } from './resources/directory.js';
export type { CnameTarget, Domain } from './resources/domain.js';
export type { EmailAddress, IdentificationLink } from './resources/email-address.js';
export type { Email } from './resources/email.js';
export type { EnterpriseAccount, EnterpriseAccountConnection } from './resources/enterprise-account.js';
export type {
  EnterpriseConnection,
  EnterpriseConnectionCustomAttribute,
  EnterpriseConnectionOauthConfig,
  EnterpriseConnectionSamlConnection,
  EnterpriseConnectionSamlConnectionLoginHint,
} from './resources/enterprise-connection.js';
export type { ExternalAccount } from './resources/external-account.js';
export type { HandshakePayload } from './resources/handshake-payload.js';
export type { IdPOAuthAccessToken, OAuthJwtPayload } from './resources/idp-oauth-access-token.js';
export type { InstanceCommunication } from './resources/instance-communication.js';
export type { InstanceProtect } from './resources/instance-protect.js';
export type { Instance, InstanceRestrictions, InstanceSettings } from './resources/instance.js';
export type { Invitation } from './resources/invitation.js';
export type { JwtTemplate } from './resources/jwt-template.js';
export type { M2MJwtPayload, M2MToken } from './resources/m2m-token.js';
export type { Machine, MachineScope, MachineSecretKey } from './resources/machine.js';
export type { OauthAccessToken } from './resources/oauth-access-token.js';
export type { OAuthApplicationSettings } from './resources/oauth-application-settings.js';
export type { OAuthApplication } from './resources/oauth-application.js';
export type { OrganizationDomain, OrganizationDomainVerification } from './resources/organization-domain.js';
export type { OrganizationInvitation } from './resources/organization-invitation.js';
export type {
  OrganizationMembership,
  OrganizationMembershipPublicUserData,
} from './resources/organization-membership.js';
export type { OrganizationSettings } from './resources/organization-settings.js';
export type { Organization } from './resources/organization.js';
export type { Permission } from './resources/permission.js';
export type { PhoneNumber } from './resources/phone-number.js';
export type { ProxyCheck } from './resources/proxy-check.js';
export type { RedirectUrl } from './resources/redirect-url.js';
export type { RoleSet, RoleSetItem, RoleSetMigration } from './resources/role-set.js';
export type { Role } from './resources/role.js';
export type { SamlConnectionIdpCertificate } from './resources/saml-connection-idp-certificate.js';
export type { AttributeMapping, SamlConnection } from './resources/saml-connection.js';
export type { SCIMDirectory, SCIMGroupRoleMapping } from './resources/scim-directory.js';
export type { Session, SessionActivity } from './resources/session.js';
export type { SignInToken } from './resources/sign-in-token.js';
export type { SignUpAttempt, SignUpAttemptVerification, SignUpAttemptVerifications } from './resources/sign-up.js';
export type { SMSMessage } from './resources/sms-message.js';
export type { Template } from './resources/template.js';
export type { TestingToken } from './resources/testing-token.js';
export type { Token } from './resources/token.js';
export type { TrustedDevice } from './resources/trusted-device.js';
export type { UserID } from './resources/user-id.js';
export type { User } from './resources/user.js';
export type { Verification } from './resources/verification.js';
export type { WaitlistEntry } from './resources/waitlist-entry.js';
export type { Web3Wallet } from './resources/web3-wallet.js';
