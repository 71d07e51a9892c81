import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { styleSheet } from './style-sheet.js';

/** Escaped HTML. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

// In one piece: white space added by formatting would change the hash.
const styleElement = raw(`<style>${styleSheet}</style>`);
const styleHash = createHash('sha256').update(styleSheet).digest('base64');

/** No script, nothing from other servers, no framing: the pages create sessions. */
const securityHeaders = {
  'content-security-policy': `default-src 'none'; img-src 'self'; style-src 'sha256-${styleHash}'; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/** A whole page. `width` is the width of the content. */
export async function renderPage(page: {
  readonly title: string;
  readonly body: Html;
  readonly status?: number;
  readonly width?: 'narrow' | 'wide';
  readonly headers?: Readonly<Record<string, string>>;
}): Promise<Response> {
  const document = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${page.title} · Acme Emulator</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        ${styleElement}
      </head>
      <body>
        <main class="${page.width ?? 'narrow'}">${page.body}</main>
        <footer>Local emulator. For development and tests, never for real accounts.</footer>
      </body>
    </html>`;
  return new Response(document.toString(), {
    status: page.status ?? 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      ...securityHeaders,
      ...page.headers,
    },
  });
}
