import { RequestBody } from '../http/request-body.js';
import { instanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import type { SignUpAttempt } from '../sign-in/sign-up-attempt.js';
import { signUpFields } from '../sign-in/sign-up-fields.js';
import { signUpSteps } from '../sign-in/sign-up-steps.js';
import type { ClientRow } from '../store/tables.js';
import { verificationCode } from '../users/verification-code.js';
import { leavePages } from './leave-pages.js';
import { linkInput, linkPath } from './link-input.js';
import { redirectTo } from './redirect-to.js';
import { returnQuery } from './return-fields.js';
import type { ReturnTarget } from './return-target.js';

/** Verifies the addresses of a sign-up, and redirects to the application once it is complete, else to the page on which it continues. */
export async function continueSignUp(
  instance: Instance,
  client: ClientRow,
  attempt: SignUpAttempt,
  target: ReturnTarget,
): Promise<Response> {
  if (attempt.status === 'complete') return leavePages(instance, client, target);
  const settings = await instanceSettings(instance);
  const { missing, unverified } = signUpFields(attempt.data, settings);
  const [name] = missing.length > 0 ? [] : unverified;
  if (name === undefined) return redirectTo(instance, client, `/sign-up/continue${returnQuery(target)}`);
  const { verifications } = settings.attributes.email_address;
  if (name === 'email_address' && !verifications.includes('email_code') && verifications.includes('email_link')) {
    await signUpSteps.prepare(instance, attempt, linkInput(instance, linkPath.signUp, target));
    return redirectTo(instance, client, `${linkPath.signUp}${returnQuery(target)}`);
  }
  const strategy = name === 'phone_number' ? 'phone_code' : 'email_code';
  return continueSignUp(instance, client, await enterCode(instance, attempt, strategy), target);
}

/** The emulator sends no messages, so its own page enters the codes for the person. */
async function enterCode(instance: Instance, attempt: SignUpAttempt, strategy: string): Promise<SignUpAttempt> {
  const prepared = await signUpSteps.prepare(instance, attempt, { strategy, body: new RequestBody({}) });
  const body = new RequestBody({ code: verificationCode });
  return signUpSteps.attempt(instance, prepared, { strategy, body });
}
