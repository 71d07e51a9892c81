import type { Instance } from '../instance/instance.js';

/** The code that verifies every address; nothing is ever sent. */
export const verificationCode = '424242';

export function sendCode(instance: Instance, emailAddress: string): void {
  instance.deliver({ to: emailAddress, subject: 'Your verification code', text: `The code is ${verificationCode}.` });
}
