import { ParameterError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';

/** The code that verifies every address; no message is ever sent. */
export const verificationCode = '424242';

/** Logs the message with the code. `address` is an e-mail address or a phone number. */
export function sendVerificationCode({ deliver }: Pick<Instance, 'deliver'>, address: string): void {
  deliver({ to: address, subject: 'Your verification code', text: `The code is ${verificationCode}.` });
}

/** @throws {ParameterError} `form_code_incorrect` */
export function checkVerificationCode(code: string | null | undefined): void {
  if (code !== verificationCode) throw incorrectCode();
}

/** The refusal of a wrong code. */
export function incorrectCode(): ParameterError {
  return new ParameterError('form_code_incorrect', 'is incorrect', 'code', 'Incorrect code');
}
