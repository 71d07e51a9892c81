import type { Instance } from '../instance/instance.js';
import type { RedirectTarget } from './authorization-request.js';

/**
 * The parameters that an application gets at its address: with the state, and with the issuer, so that it notices an answer of
 * another server (RFC 9207).
 */
export function answerParameters(
  { frontendApi }: Pick<Instance, 'frontendApi'>,
  { state }: Pick<RedirectTarget, 'state'>,
  parameters: Readonly<Record<string, string>>,
): URLSearchParams {
  return new URLSearchParams({ ...parameters, ...(state !== undefined && { state }), iss: frontendApi });
}

/** The address of an application with parameters added to its query. */
export function answerAddress(redirectUri: string, parameters: URLSearchParams): string {
  const url = new URL(redirectUri);
  for (const [name, value] of parameters) url.searchParams.set(name, value);
  return url.href;
}
