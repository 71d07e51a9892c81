import { browserAuth, parsePublishableKey, readBrowserOptions, type BrowserOptions } from '@acme/backend/full-stack';
import type { DecidedState } from '@acme/backend/adapter';
import { environment } from './environment.js';
import { insertBeforeHeadEnd } from './insert-before-head-end.js';
import type { RequestDecision } from './request-decision.js';

/** The versions that browsers load if no option names another. */
const majors = { 'clerk-js': '6', ui: '1' } as const;

/** JSON that no text in it can end the script of. */
const json = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c');

const attribute = (name: string, value: string) =>
  ` ${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;

/** Where a script is loaded from: the proxy of the application, else the instance. */
function scriptUrl({ proxyUrl, publishableKey }: DecidedState, name: keyof typeof majors, version?: string): string {
  const { frontendApi = '' } = parsePublishableKey(publishableKey) ?? {};
  const origin = proxyUrl || (frontendApi.startsWith('http') ? frontendApi : `https://${frontendApi}`);
  const file = name === 'ui' ? 'ui.browser.js' : 'clerk.browser.js';
  return `${origin}/npm/@clerk/${name}@${version ?? majors[name]}/dist/${file}`;
}

/** The scripts that the official client package loads, and finds by these attributes. */
function loadedScripts(state: DecidedState, options: BrowserOptions): string {
  const { publishableKey, proxyUrl, domain } = state;
  const clerk = options.clerkJSUrl ?? scriptUrl(state, 'clerk-js', options.clerkJSVersion);
  const ui = options.clerkUIUrl ?? scriptUrl(state, 'ui', options.clerkUIVersion);
  const attributes = [
    attribute('src', clerk),
    attribute('data-clerk-publishable-key', publishableKey),
    proxyUrl ? attribute('data-clerk-proxy-url', proxyUrl) : '',
    domain ? attribute('data-clerk-domain', domain) : '',
  ];
  const script = `<script${attributes.join('')} data-clerk-js-script async crossorigin="anonymous"></script>`;
  const preload = `<link rel="preload"${attribute('href', ui)} as="script" crossorigin="anonymous" />`;
  return options.prefetchUI === false ? script : script + preload;
}

/** The state of a request as the official client package reads it from the page. */
function stateScripts({ state, browserOptions }: RequestDecision): string {
  const { domain, isSatellite, proxyUrl, signInUrl, signUpUrl, publishableKey } = state;
  const given = { domain, isSatellite, proxyUrl, signInUrl, signUpUrl, publishableKey };
  const variables = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  const data = (id: string, value: unknown) => `<script id="${id}" type="application/json">${json(value)}</script>`;
  return (
    data('__CLERK_ASTRO_DATA__', browserAuth(state)) +
    data('__CLERK_ASTRO_SAFE_VARS__', variables) +
    loadedScripts(state, readBrowserOptions(browserOptions, environment()))
  );
}

/** Whether a response is a page whose text can be changed. */
const isPage = ({ headers }: Response) =>
  /^text\/html\s*(?:;|$)/i.test(headers.get('content-type') ?? '') && !headers.has('content-encoding');

/** Adds the state of a request to the head of a page, for the official client package. Any other response stays as it is. */
export function withStateScripts(response: Response, decision: RequestDecision): Response {
  if (!response.body || !isPage(response)) return response;
  const body = response.body.pipeThrough(insertBeforeHeadEnd(stateScripts(decision)));
  const { status, statusText } = response;
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  return new Response(body, { status, statusText, headers });
}
