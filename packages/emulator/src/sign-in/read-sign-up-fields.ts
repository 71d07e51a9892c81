import { ParameterError } from '../errors/api-error.js';
import type { RequestBody } from '../http/request-body.js';
import type { AttributeName, InstanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { checkEmailAddress, checkEmailAddressIsFree } from '../users/check-email-address.js';
import { checkPassword } from '../users/check-password.js';
import { checkUsername, checkUsernameLength } from '../users/check-username.js';
import { hashPassword } from '../users/hash-password.js';
import { checkPhoneNumberPermitted } from '../users/check-phone-number-permitted.js';
import { checkPhoneNumber, checkPhoneNumberIsFree } from '../users/phone-number.js';
import { connectionFor } from './find-connection.js';
import type { SignUpData } from './sign-up-attempt.js';

/** The changed fields of a sign-up; they are built one after the other. */
type Change = { -readonly [Name in keyof SignUpData]?: SignUpData[Name] };

const names = {
  username: 'username',
  first_name: 'firstName',
  last_name: 'lastName',
} as const;

/**
 * The checked fields of a sign-up form. Empty text removes a value.
 * @throws {ParameterError} `form_identifier_exists`, `form_param_format_invalid`, `form_param_unknown`, and those of passwords and names
 */
export async function readSignUpFields(
  instance: Instance,
  body: RequestBody,
  settings: InstanceSettings,
  current: SignUpData,
): Promise<Partial<SignUpData>> {
  const change: Change = {};
  await readAddresses(instance, body, settings, current, change);
  for (const name of ['username', 'first_name', 'last_name'] as const) {
    const value = readText(body, name, settings);
    if (value === undefined) continue;
    change[names[name]] =
      name === 'username' && value !== null
        ? await checkUsername(instance, checkUsernameLength(value, settings.username_settings))
        : value;
  }
  const password = readText(body, 'password', settings);
  if (password !== undefined)
    change.passwordDigest =
      password === null
        ? null
        : await hashPassword(checkPassword(password, settings.password_settings), instance.createId);
  const metadata = body.object('unsafe_metadata');
  if (metadata) change.unsafeMetadata = metadata;
  const isAccepted = body.boolean('legal_accepted');
  if (isAccepted !== undefined) change.legalAcceptedAt = isAccepted ? instance.now() : null;
  return change;
}

/** The address and the number; a new one has to be verified again. */
async function readAddresses(
  instance: Instance,
  body: RequestBody,
  settings: InstanceSettings,
  current: SignUpData,
  change: Change,
): Promise<void> {
  const either = 'email_address_or_phone_number';
  const isEmail = body.string(either)?.includes('@');
  const email = readText(body, 'email_address', settings, isEmail ? either : 'email_address');
  const phone = readText(body, 'phone_number', settings, isEmail === false ? either : 'phone_number');
  // An invitation names the address.
  if (email !== undefined && current.ticket === null) {
    change.emailAddress = email === null ? null : checkEmailAddress(email);
    if (change.emailAddress !== null) await checkEmailAddressIsFree(instance, change.emailAddress);
    if (change.emailAddress !== current.emailAddress) change.email = null;
    change.connectionId = await connectionFor(instance, change.emailAddress);
  }
  if (phone !== undefined) {
    change.phoneNumber = phone === null ? null : checkPhoneNumber(phone);
    if (change.phoneNumber !== null) {
      await checkPhoneNumberPermitted(instance, change.phoneNumber);
      await checkPhoneNumberIsFree(instance, change.phoneNumber);
    }
    if (change.phoneNumber !== current.phoneNumber) change.phone = null;
  }
}

/** A text of an attribute that the instance has; null: it is to be removed. */
function readText(
  body: RequestBody,
  name: AttributeName,
  { attributes }: InstanceSettings,
  field: string = name,
): string | null | undefined {
  const value = body.string(field);
  if (value === undefined) return undefined;
  if (!value) return null;
  if (attributes[name].enabled) return value;
  throw new ParameterError(
    'form_param_unknown',
    'is unknown',
    field,
    `${field} is not a valid parameter: the settings of the instance do not have it.`,
  );
}
