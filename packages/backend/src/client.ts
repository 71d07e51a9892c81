import { checkOptions, type ClerkOptions } from './options.js';
import { createAuthenticate, type AuthenticateRequest } from './request/authenticator.js';

/** A client for one instance. */
export interface ClerkClient {
  readonly authenticateRequest: AuthenticateRequest;
}

/** test */
export function createClerkClient(options: ClerkOptions = {}): ClerkClient {
  checkOptions(options, 'createClerkClient');
  return { ...createAuthenticate(options) };
}
