/** The official names of types that have another name here. */
import type { APIKeyJSON } from '../wire/api-key.js';
import type {
  BillingNextPaymentJSON,
  BillingPerUnitTierJSON,
  BillingProrationCreditJSON,
} from '../wire/billing-money.js';
import type { BillingPaymentAttemptJSON, BillingStatementJSON } from '../wire/billing-statement.js';
import type { BillingSubscriptionItemJSON } from '../wire/billing-subscription.js';
import type { BillingPaymentMethodJSON } from '../wire/billing-payer.js';
import type { BillingPaymentAttemptWebhookEventJSON } from '../wire/webhook-event.js';
import type { OrganizationMembershipPublicUserDataJSON } from '../wire/organization-membership.js';
import type { OrganizationInvitationStatus } from '../wire/organization-invitation.js';
import type { OrganizationMembershipRole } from '../wire/organization-membership.js';
import type { PublicOrganizationDataJSON } from '../wire/organization.js';
import type { SessionActivityJSON, SessionJSON } from '../wire/session.js';
import type { GetToken, GetTokenOptions } from '../request/auth-functions.js';
import type { BillingNextPayment, BillingPerUnitTier } from '../rest/resources/billing-money.js';

/** An API key as the service sends it. */
export type ApiKeyJSON = APIKeyJSON;

/** `getToken()` of a server. */
export type ServerGetToken = GetToken;
/** Options of `getToken()` of a server. */
export type ServerGetTokenOptions = GetTokenOptions;

/** Why a payer is charged. */
export type BillingPaymentChargeType = BillingPaymentAttemptWebhookEventJSON['charge_type'];
/** Whether a payment succeeded. */
export type BillingPaymentStatus = BillingPaymentAttemptJSON['status'];
/** Whether a payment method can still be used. */
export type BillingPaymentMethodStatus = BillingPaymentMethodJSON['status'];
/** Whether more may be added to a statement. */
export type BillingStatementStatus = BillingStatementJSON['status'];
/** How often a subscription is charged. */
export type BillingSubscriptionPlanPeriod = BillingSubscriptionItemJSON['plan_period'];
/** One step of a price per unit. */
export type BillingPerUnitTotalTierJSON = BillingPerUnitTierJSON;
/** One step of a price per unit. */
export type BillingPerUnitTotalTier = BillingPerUnitTier;
/** A future charge. */
export type BillingSubscriptionNextPaymentJSON = BillingNextPaymentJSON;
/** A future charge. */
export type BillingSubscriptionNextPayment = BillingNextPayment;
/** A future charge. */
export type BillingSubscriptionItemNextPaymentJSON = BillingNextPaymentJSON;
/** A future charge. */
export type BillingSubscriptionItemNextPayment = BillingNextPayment;
/** A credit for the unused part of a plan that was left. */
export type BillingProrationCreditDetailJSON = BillingProrationCreditJSON;
/** Sums of a statement. */
export type BillingStatementTotalsJSON = BillingPaymentAttemptWebhookEventJSON['totals'];

/** What other people may know about a user. */
export type PublicUserDataJSON = Omit<OrganizationMembershipPublicUserDataJSON, 'user_id'> & {
  readonly user_id?: string;
};

/** What other people may know about a user, in camel case. */
export interface PublicUserData {
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** URL of the picture. */
  readonly imageUrl: string;
  /** Whether a picture was uploaded; otherwise `imageUrl` is a generated one. */
  readonly hasImage: boolean;
  /** Primary e-mail address, phone number or user name. */
  readonly identifier: string;
  readonly userId?: string;
  readonly username?: string;
  readonly banned?: boolean;
  /** Whether a directory has taken the account away. */
  readonly deprovisioned?: boolean;
}

/** What a sign-in shows of the person who is about to sign in. */
export interface UserDataJSON {
  readonly first_name?: string;
  readonly last_name?: string;
  /** URL of the picture. */
  readonly image_url: string;
  readonly has_image: boolean;
}

/** The same in camel case. */
export interface UserData {
  readonly firstName?: string;
  readonly lastName?: string;
  /** URL of the picture. */
  readonly imageUrl?: string;
  readonly hasImage?: boolean;
}

/** Something a person must do before a session becomes active. */
export interface SessionTask {
  readonly key: 'choose-organization' | 'reset-password' | 'setup-mfa';
}

/** A session with its last activity. */
export interface SessionWithActivitiesJSON extends Omit<SessionJSON, 'latest_activity'> {
  readonly user: null;
  readonly latest_activity: SessionActivityJSON;
}

/** A request to join an organization. */
export interface OrganizationMembershipRequestJSON {
  readonly object: 'organization_membership_request';
  /** Identifier, unique within the instance. */
  readonly id: string;
  readonly organization_id: string;
  readonly status: OrganizationInvitationStatus;
  readonly public_user_data: PublicUserDataJSON;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
}

/** What became of a suggestion. */
export type OrganizationSuggestionStatus = 'pending' | 'accepted';

/** A suggestion to join an organization. */
export interface OrganizationSuggestionJSON {
  readonly object: 'organization_suggestion';
  /** Identifier, unique within the instance. */
  readonly id: string;
  readonly public_organization_data: PublicOrganizationDataJSON;
  readonly status: OrganizationSuggestionStatus;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
}

/** An invitation as the invited user sees it. */
export interface UserOrganizationInvitationJSON {
  readonly object: 'organization_invitation';
  /** Identifier, unique within the instance. */
  readonly id: string;
  readonly email_address: string;
  readonly public_organization_data: PublicOrganizationDataJSON;
  readonly public_metadata: OrganizationInvitationPublicMetadata;
  readonly status: OrganizationInvitationStatus;
  readonly role: OrganizationMembershipRole;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
}

/** How an organization proves that a domain is its own. */
export type OrganizationDomainOwnershipVerificationStrategy = 'txt' | 'legacy' | 'manual_override' | 'parent_domain';
/** Whether a domain is proved to be the organization's own. */
export type OrganizationDomainOwnershipVerificationStatus = 'unverified' | 'verified' | 'expired';

/** State of the proof that a domain is the organization's own. */
export interface OrganizationDomainOwnershipVerificationJSON {
  readonly status: OrganizationDomainOwnershipVerificationStatus;
  readonly strategy: OrganizationDomainOwnershipVerificationStrategy;
  readonly attempts: number | null;
  /** When it expires; Unix time in ms. */
  readonly expire_at: number | null;
  /** When it succeeded; Unix time in ms. */
  readonly verified_at: number | null;
  /** Name of the DNS record to publish. */
  readonly txt_record_name?: string | null;
  /** Value of the DNS record to publish. */
  readonly txt_record_value?: string | null;
}
