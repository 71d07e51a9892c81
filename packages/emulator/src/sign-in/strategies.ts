import { emailCodeStrategy } from './email-code-strategy.js';
import { passwordStrategy } from './password-strategy.js';
import type { Strategy } from './strategy.js';
import { ticketStrategy } from './ticket-strategy.js';

/**
 * Every strategy under its name on the wire, in the order in which sign-in forms offer them. A new strategy is one row here and
 * one file beside this one; pages, Frontend API and test controls use it through `sign-in-steps.ts`.
 */
export const strategies: Readonly<Record<string, Strategy>> = {
  password: passwordStrategy,
  email_code: emailCodeStrategy,
  ticket: ticketStrategy,
};
