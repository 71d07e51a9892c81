import * as resources from '@acme/backend/resources';
import type { ResourceReader } from '@acme/backend/resources';
import { addOldNames, type WithOldNames } from './add-old-names.js';

/** A class of the backend with `fromJSON`, as 2.x to 4.x had it. */
type LegacyClass<C extends abstract new (...args: never[]) => unknown> = C & {
  /** Reads an object from its JSON. */
  fromJSON(json: object): WithOldNames<InstanceType<C>>;
};

/** The class itself with one more static method; instances are those of the class, so that `instanceof` agrees. */
function legacyClass<C extends abstract new (...args: never[]) => unknown>(
  Class: C,
  reader: ResourceReader<never, InstanceType<C>>,
): LegacyClass<C> {
  function fromJSON(json: object): unknown {
    // A reader accepts any fields.
    const instance = reader.read(json as never);
    addOldNames(instance, 'array');
    return instance;
  }
  // The proxy has every member of the type.
  return new Proxy(Class, {
    get: (target, name, receiver) =>
      name === 'fromJSON' ? fromJSON : (Reflect.get(target, name, receiver) as unknown),
  }) as LegacyClass<C>;
}

export const AllowlistIdentifier = legacyClass(resources.AllowlistIdentifier, resources.allowlistIdentifier);
export type AllowlistIdentifier = WithOldNames<resources.AllowlistIdentifier>;
export const Client = legacyClass(resources.Client, resources.client);
export type Client = WithOldNames<resources.Client>;
export const DeletedObject = legacyClass(resources.DeletedObject, resources.deletedObject);
export type DeletedObject = WithOldNames<resources.DeletedObject>;
export const Email = legacyClass(resources.Email, resources.email);
export type Email = WithOldNames<resources.Email>;
export const EmailAddress = legacyClass(resources.EmailAddress, resources.emailAddress);
export type EmailAddress = WithOldNames<resources.EmailAddress>;
export const IdentificationLink = legacyClass(resources.IdentificationLink, resources.identificationLink);
export type IdentificationLink = WithOldNames<resources.IdentificationLink>;
export const ExternalAccount = legacyClass(resources.ExternalAccount, resources.externalAccount);
export type ExternalAccount = WithOldNames<resources.ExternalAccount>;
export const Invitation = legacyClass(resources.Invitation, resources.invitation);
export type Invitation = WithOldNames<resources.Invitation>;
export const OauthAccessToken = legacyClass(resources.OauthAccessToken, resources.oauthAccessToken);
export type OauthAccessToken = WithOldNames<resources.OauthAccessToken>;
export const Organization = legacyClass(resources.Organization, resources.organization);
export type Organization = WithOldNames<resources.Organization>;
export const OrganizationInvitation = legacyClass(resources.OrganizationInvitation, resources.organizationInvitation);
export type OrganizationInvitation = WithOldNames<resources.OrganizationInvitation>;
export const OrganizationMembership = legacyClass(resources.OrganizationMembership, resources.organizationMembership);
export type OrganizationMembership = WithOldNames<resources.OrganizationMembership>;
export const OrganizationMembershipPublicUserData = legacyClass(
  resources.OrganizationMembershipPublicUserData,
  resources.organizationMembershipPublicUserData,
);
export type OrganizationMembershipPublicUserData = WithOldNames<resources.OrganizationMembershipPublicUserData>;
export const PhoneNumber = legacyClass(resources.PhoneNumber, resources.phoneNumber);
export type PhoneNumber = WithOldNames<resources.PhoneNumber>;
export const RedirectUrl = legacyClass(resources.RedirectUrl, resources.redirectUrl);
export type RedirectUrl = WithOldNames<resources.RedirectUrl>;
export const Session = legacyClass(resources.Session, resources.session);
export type Session = WithOldNames<resources.Session>;
export const SignInToken = legacyClass(resources.SignInToken, resources.signInToken);
export type SignInToken = WithOldNames<resources.SignInToken>;
export const SMSMessage = legacyClass(resources.SMSMessage, resources.smsMessage);
export type SMSMessage = WithOldNames<resources.SMSMessage>;
export const Token = legacyClass(resources.Token, resources.token);
export type Token = WithOldNames<resources.Token>;
export const User = legacyClass(resources.User, resources.user);
export type User = WithOldNames<resources.User>;
export const Verification = legacyClass(resources.Verification, resources.verification);
export type Verification = WithOldNames<resources.Verification>;
