import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { passkeyScript } from './passkey-script.js';
import { styleSheet } from './style-sheet.js';

/** Escaped HTML. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

// In one piece: white space added by formatting would change the hash.
const styleElement = raw(`<style>${styleSheet}</style>`);
const styleHash = createHash('sha256').update(styleSheet).digest('base64');

const scriptElement = raw(`<script type="module">${passkeyScript}</script>`);
const scriptHash = createHash('sha256').update(passkeyScript).digest('base64');

/** No other script, nothing from other servers, no framing: the pages create sessions. */
const policy = `default-src 'none'; img-src 'self'; style-src 'sha256-${styleHash}'; base-uri 'none'; frame-ancestors 'none'`;
const securityHeaders = {
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/** A whole page. `width` is the width of the content; `hasPasskeys` adds the script for passkeys. */
export async function renderPage(page: {
  readonly title: string;
  readonly body: Html;
  readonly status?: number;
  readonly width?: 'narrow' | 'wide';
  readonly hasPasskeys?: boolean;
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
        ${page.hasPasskeys ? scriptElement : ''}
      </body>
    </html>`;
  return new Response(document.toString(), {
    status: page.status ?? 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': page.hasPasskeys ? `${policy}; script-src 'sha256-${scriptHash}'` : policy,
      ...securityHeaders,
      ...page.headers,
    },
  });
}
