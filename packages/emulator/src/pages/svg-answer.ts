import { crossOriginHeaders } from '../store/cross-origin-headers.js';

/** The answer with a picture that cannot run scripts. */
export function svgAnswer(text: string): Response {
  return new Response(text, {
    headers: {
      ...crossOriginHeaders,
      'content-type': 'image/svg+xml',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      // An SVG opened on its own is a document; this header disables it.
      'content-security-policy': "default-src 'none'",
    },
  });
}
