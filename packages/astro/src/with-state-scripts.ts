import { browserAuth, parsePublishableKey, readBrowserOptions, type BrowserOptions } from '@acme/backend/full-stack';
import { isTargetedCacheControl, type DecidedState } from '@acme/backend/adapter';
import type { APIContext } from 'astro';
import { environment } from './environment.js';
import { insertBeforeHeadEnd } from './insert-before-head-end.js';
import type { RequestDecision } from './request-decision.js';

/** The versions that browsers load if no option names another. */
const majors = { 'clerk-js': '6', ui: '1' } as const;

const codeOf = (char: string) => char.charCodeAt(0);

/** JSON of ASCII characters, which all encodings of pages have. No text in it can end the script. */
const json = (value: unknown) =>
  JSON.stringify(value).replace(/[<\u0080-\uffff]/g, (char) => `\\u${codeOf(char).toString(16).padStart(4, '0')}`);

const attribute = (name: string, value: string) =>
  ` ${name}="${value.replace(/[&"\u0080-\u{10ffff}]/gu, (char) => `&#${String(char.codePointAt(0))};`)}"`;

/** The host that answers for the instance: a satellite of a production instance has one of its own. */
function hostOf({ isSatellite, domain, publishableKey }: DecidedState): string {
  const { frontendApi = '', instanceType } = parsePublishableKey(publishableKey) ?? {};
  return isSatellite && domain && instanceType === 'production' ? `clerk.${domain}` : frontendApi;
}

/** Where a script is loaded from: the proxy of the application, else the instance. */
function scriptUrl(state: DecidedState, name: keyof typeof majors, version?: string): string {
  const host = hostOf(state);
  const instance = host.startsWith('http') ? host : `https://${host}`;
  const origin = state.proxyUrl ? state.proxyUrl.replace(/\/+$/, '') : instance;
  const file = name === 'ui' ? 'ui.browser.js' : 'clerk.browser.js';
  return `${origin}/npm/@clerk/${name}@${version ?? majors[name]}/dist/${file}`;
}

/** The scripts that the official client package loads, and finds by these attributes. */
function loadedScripts(state: DecidedState, options: BrowserOptions, nonce: string | undefined): string {
  const { publishableKey, proxyUrl, domain } = state;
  const clerk = options.clerkJSUrl ?? scriptUrl(state, 'clerk-js', options.clerkJSVersion);
  const ui = options.clerkUIUrl ?? scriptUrl(state, 'ui', options.clerkUIVersion);
  const attributes = [
    attribute('src', clerk),
    attribute('data-clerk-publishable-key', publishableKey),
    proxyUrl ? attribute('data-clerk-proxy-url', proxyUrl) : '',
    domain ? attribute('data-clerk-domain', domain) : '',
    nonce ? attribute('nonce', nonce) : '',
  ];
  const script = `<script${attributes.join('')} data-clerk-js-script async crossorigin="anonymous"></script>`;
  const allowed = nonce ? attribute('nonce', nonce) : '';
  const preload = `<link rel="preload"${attribute('href', ui)}${allowed} as="script" crossorigin="anonymous" />`;
  return options.prefetchUI === false ? script : script + preload;
}

/** The state of a request as the official client package reads it from the page. */
function stateScripts({ state, browserOptions }: RequestDecision, nonce: string | undefined): string {
  const { domain, isSatellite, proxyUrl, signInUrl, signUpUrl, publishableKey } = state;
  const given = { domain, isSatellite, proxyUrl, signInUrl, signUpUrl, publishableKey };
  const variables = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  const data = (id: string, value: unknown) => `<script id="${id}" type="application/json">${json(value)}</script>`;
  return (
    data('__CLERK_ASTRO_DATA__', browserAuth(state)) +
    data('__CLERK_ASTRO_SAFE_VARS__', variables) +
    loadedScripts(state, readBrowserOptions(browserOptions, environment()), nonce)
  );
}

/** What shared caches obey of a list of directives: `private="x"` is about the header field x alone. */
const isPrivate = (directives: string) => /(?:^|,)\s*(?:private|no-store)\s*(?:,|$)/i.test(directives);

/** Headers that describe the page without the scripts, and are wrong for the page with them. */
const namesOfBody = ['content-length', 'etag', 'last-modified', 'accept-ranges', 'content-md5', 'digest'];

/** The page with the scripts is another one, and that of somebody who is signed in is for this person only. */
function headersOfPage(response: Response, isSignedIn: boolean): Headers {
  const headers = new Headers(response.headers);
  for (const name of [...namesOfBody, 'content-digest', 'repr-digest']) headers.delete(name);
  if (!isSignedIn) return headers;
  for (const name of [...headers.keys()]) if (isTargetedCacheControl(name)) headers.delete(name);
  if (!isPrivate(headers.get('cache-control') ?? '')) headers.set('cache-control', 'private, no-store');
  return headers;
}

/** What a policy says about scripts, the deciding directive first. A comma ends one of several policies. */
const scriptDirectives = ['script-src-elem', 'script-src', 'default-src'].map(
  (name) => new RegExp(`(?:^|[;,])\\s*${name}\\s[^;,]*?'nonce-([\\w+/=-]+)'`, 'i'),
);

/** The nonce of the scripts that a page may load, if its policy has one. */
function nonceOf({ headers }: Response): string | undefined {
  const policy = headers.get('content-security-policy') ?? '';
  return scriptDirectives.map((directive) => directive.exec(policy)?.[1]).find(Boolean);
}

/** Whether a response is a page whose text can be changed. */
const isPage = ({ status, headers }: Response) =>
  status !== 206 &&
  /^text\/html\s*(?:;|$)/i.test(headers.get('content-type') ?? '') &&
  /^(?:identity)?$/i.test(headers.get('content-encoding') ?? '');

/** Part of a page that the browser has already. */
const isIsland = ({ routePattern }: APIContext) => routePattern.startsWith('/_server-islands/');

/** Adds the state of a request to the head of a page, for the official client package. Any other response stays as it is. */
export function withStateScripts(response: Response, decision: RequestDecision, context: APIContext): Response {
  const isHead = context.request.method === 'HEAD';
  if ((!response.body && !isHead) || !isPage(response) || isIsland(context)) return response;
  const scripts = insertBeforeHeadEnd(stateScripts(decision, nonceOf(response)));
  const { status, statusText, body } = response;
  const headers = headersOfPage(response, decision.state.isAuthenticated);
  return new Response(body && body.pipeThrough(scripts), { status, statusText, headers });
}
