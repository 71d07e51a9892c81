import { ApiError, NotFoundError } from '../../errors/api-error.js';
import { checkRedirectUrl } from '../../http/check-redirect-url.js';
import { jsonAnswer } from '../../http/json-answer.js';
import type { FrontendCall } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';

export const accountPortalHandlers = { getAccountPortal: showAccountPortal } satisfies FrontendHandlers;

/** Addresses that browsers open, about the hosted pages. */
export const accountPortalVisits = {
  redirectToUrl,
  getWebAuthnRelatedOrigins: () => {
    // The service has this document only where a passkey belongs to the host of the sign-in pages.
    throw new NotFoundError('Passkeys of this instance belong to the host of the application.');
  },
} satisfies FrontendHandlers;

/** The hosted pages are the account portal. */
function showAccountPortal({ instance: { url } }: FrontendCall): Response {
  return jsonAnswer({
    object: 'account_portal',
    allowed: true,
    enabled: true,
    internal_linking: true,
    after_sign_in_url: `${url}/user`,
    after_sign_up_url: `${url}/user`,
    after_join_waitlist_url: `${url}/user`,
    after_create_organization_url: `${url}/user`,
    after_leave_organization_url: `${url}/user`,
    logo_link_url: url,
    customization: {
      appearance: 'auto',
      background_color_dark: null,
      background_color_light: null,
      primary_color_dark: null,
      primary_color_light: null,
    },
  });
}

/** Redirects to an address of an allowed origin, by default to the overview. */
function redirectToUrl({ instance, query }: FrontendCall): Response {
  const url = checkRedirectUrl(instance, query.get('redirect_url') || instance.url);
  if (url) return new Response(null, { status: 307, headers: { location: url.href, 'cache-control': 'no-store' } });
  throw new ApiError(
    400,
    'redirect_url_invalid',
    'The address to return to is not allowed.',
    'Start the emulator with --allow-origin to allow its origin.',
  );
}
