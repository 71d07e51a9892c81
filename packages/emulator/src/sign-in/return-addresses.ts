import { ParameterError } from '../errors/api-error.js';
import { checkRedirectUrl } from '../http/check-redirect-url.js';
import type { RequestBody } from '../http/request-body.js';
import type { Instance } from '../instance/instance.js';

/** Where a person returns to from a link or a provider. */
export interface ReturnAddresses {
  readonly redirectUrl: string;
  /** Where they return to if the attempt is then complete. Default: the same. */
  readonly completeRedirectUrl: string | undefined;
}

/**
 * Reads `redirect_url` and `action_complete_redirect_url`.
 * @throws {ParameterError} `form_param_missing`; `form_param_value_invalid` for an origin that may not receive a session
 */
export function readReturnAddresses(instance: Instance, body: RequestBody): ReturnAddresses {
  const complete = body.string('action_complete_redirect_url');
  return {
    redirectUrl: checked(instance, 'redirect_url', body.requiredString('redirect_url')),
    completeRedirectUrl: complete ? checked(instance, 'action_complete_redirect_url', complete) : undefined,
  };
}

function checked(instance: Instance, field: string, text: string): string {
  const url = checkRedirectUrl(instance, text);
  if (url) return url.href;
  throw new ParameterError(
    'form_param_value_invalid',
    'is invalid',
    field,
    `${field} must be an address of an allowed origin. Start the emulator with --allow-origin to allow another one.`,
  );
}
