import type { Instance } from './instance.js';

/** The instance, for the answer to one request: what is done is recorded for the maker of that request. */
export function withRequester(
  instance: Instance,
  { headers }: Request,
  { ipAddress }: { readonly ipAddress: string },
): Instance {
  return { ...instance, requester: { ipAddress, userAgent: headers.get('user-agent') ?? '' } };
}
