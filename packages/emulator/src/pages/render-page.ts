import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { passkeyScript } from './passkey-script.js';
import { styleSheet } from './style-sheet.js';

/** Escaped HTML. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** A style sheet or a script inside a page, with the source by which the policy of the page allows it. */
export interface InlineText {
  readonly element: HtmlEscapedString;
  readonly source: string;
}

/** Puts a style sheet or a script of ours into a page. Never for text of others: it is not escaped. */
export function inlineText(kind: 'style' | 'script', text: string): InlineText {
  const start = kind === 'style' ? '<style>' : '<script type="module">';
  return {
    // In one piece: white space added by formatting would change the hash.
    element: raw(`${start}${text}</${kind}>`),
    source: `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  };
}

const style = inlineText('style', styleSheet);
const script = inlineText('script', passkeyScript);

const securityHeaders = {
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/** A whole page. `width` is the width of the content; `hasPasskeys` adds the script for passkeys. */
export function renderPage(page: {
  readonly title: string;
  readonly body: Html;
  readonly status?: number;
  readonly width?: 'narrow' | 'wide';
  readonly hasPasskeys?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}): Promise<Response> {
  const { title, status, headers } = page;
  const body = html`<body>
    <main class="${page.width ?? 'narrow'}">${page.body}</main>
    <footer>Local emulator. For development and tests, never for real accounts.</footer>
    ${page.hasPasskeys ? script.element : ''}
  </body>`;
  return renderDocument({ title, body, style, script: page.hasPasskeys ? script : undefined, status, headers });
}

/**
 * A document with one style sheet and at most one script. It allows no other script, nothing from other servers and no framing: the
 * pages create sessions.
 */
export async function renderDocument(page: {
  readonly title: string;
  /** The element `body`. */
  readonly body: Html;
  readonly style: InlineText;
  readonly script?: InlineText | undefined;
  /** Whether the script may call the emulator. Default false. */
  readonly connects?: boolean | undefined;
  /** Path of the picture in the tab. Default `/favicon.svg`. */
  readonly icon?: string | undefined;
  readonly status?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}): Promise<Response> {
  const document = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${page.title} · Acme Emulator</title>
        <link rel="icon" href="${page.icon ?? '/favicon.svg'}" type="image/svg+xml" />
        ${page.style.element}
      </head>
      ${page.body}
    </html>`;
  const policy = [
    `default-src 'none'; img-src 'self'; style-src ${page.style.source}; base-uri 'none'; frame-ancestors 'none'`,
    ...(page.script ? [`script-src ${page.script.source}`] : []),
    ...(page.connects ? ["connect-src 'self'"] : []),
  ];
  return new Response(document.toString(), {
    status: page.status ?? 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': policy.join('; '),
      ...securityHeaders,
      ...page.headers,
    },
  });
}
