import { checkNames, ConfigurationError, type HeaderList } from '@acme/backend/adapter';
import { parsePublishableKey } from '@acme/backend/full-stack';

/** Options of the header `Content-Security-Policy`. */
export interface ContentSecurityPolicyOptions {
  /** Sources that are added to those of a directive. `none` alone allows nothing, whatever else is there. */
  readonly directives?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Scripts need a nonce, which pages find in the request header `x-nonce`; Next.js sets it for its own. Default false. */
  readonly strict?: boolean | undefined;
  /** Violations are reported, and not prevented. Default false. */
  readonly reportOnly?: boolean | undefined;
  /** URL to which browsers report violations. Default: none. */
  readonly reportTo?: string | undefined;
}

/** The headers for a request: those that its answer gets, and those that the application sees too. */
export interface PolicyHeaders {
  readonly answer: HeaderList;
  readonly request: HeaderList;
}

/** Makes the headers for one request. */
export type Policy = (instance: { readonly publishableKey: string; readonly proxyUrl: string }) => PolicyHeaders;

const stripe = ['https://*.js.stripe.com', 'https://js.stripe.com'] as const;
const protection = 'https://*.protect.clerk.com';

/** What the browser half of the service needs. */
const defaults: Readonly<Record<string, readonly string[]>> = {
  'connect-src': [
    "'self'",
    'https://clerk-telemetry.com',
    'https://*.clerk-telemetry.com',
    'https://api.stripe.com',
    'https://maps.googleapis.com',
    'https://img.clerk.com',
    'https://images.clerkstage.dev',
    `${protection}:*`,
  ],
  'default-src': ["'self'"],
  'form-action': ["'self'"],
  'frame-src': ["'self'", 'https://challenges.cloudflare.com', ...stripe, 'https://hooks.stripe.com', protection],
  'img-src': ["'self'", 'https://img.clerk.com'],
  'script-src': ["'self'", "'unsafe-inline'", 'https:', 'http:', ...stripe, 'https://maps.googleapis.com', protection],
  'style-src': ["'self'", "'unsafe-inline'"],
  'worker-src': ["'self'", 'blob:'],
};

/** Sources that are written in quotes; people leave them out. */
const keywords: ReadonlySet<string> = new Set([
  'none',
  'self',
  'strict-dynamic',
  'report-sample',
  'inline-speculation-rules',
  'unsafe-eval',
  'unsafe-hashes',
  'unsafe-inline',
  'wasm-unsafe-eval',
]);

const quoted = (source: string) =>
  keywords.has(source) || /^nonce-|^sha(256|384|512)-/.test(source) ? `'${source}'` : source;

function refuse(expected: string): never {
  throw new ConfigurationError('option_invalid', `clerkMiddleware: contentSecurityPolicy${expected}`);
}

/** A source or name with one of these would end the directive, or the header. */
const isWord = (text: unknown) => typeof text === 'string' && /^[!-+\--:<-~]+$/.test(text);

function checkDirectives(directives: unknown): void {
  if (typeof directives !== 'object' || directives === null) refuse('.directives must be an object of lists.');
  for (const [name, sources] of Object.entries(directives)) {
    if (!/^[a-z][a-z-]*$/.test(name)) refuse(`.directives has no directive \`${name}\`.`);
    if (Array.isArray(sources) && sources.every(isWord)) continue;
    refuse(`.directives['${name}'] must be a list of sources, each without white space, comma and semicolon.`);
  }
}

function check(options: ContentSecurityPolicyOptions): void {
  checkNames(options, 'clerkMiddleware: contentSecurityPolicy', ['directives', 'strict', 'reportOnly', 'reportTo']);
  const { directives, strict, reportOnly, reportTo } = options;
  if (directives !== undefined) checkDirectives(directives);
  for (const flag of [strict, reportOnly]) {
    if (flag !== undefined && typeof flag !== 'boolean') refuse(': strict and reportOnly must be true or false.');
  }
  if (reportTo === undefined) return;
  if (typeof reportTo !== 'string' || !URL.canParse(reportTo) || /["\s]/.test(reportTo))
    refuse('.reportTo must be a URL.');
}

/** The sources of each directive, in the order of their names. */
function merge({ directives = {}, strict = false }: ContentSecurityPolicyOptions) {
  const merged = new Map<string, readonly string[]>();
  for (const name of [...new Set([...Object.keys(defaults), ...Object.keys(directives)])].sort()) {
    const sources = [...(defaults[name] ?? []), ...(directives[name] ?? []).map(quoted)];
    const isStrictScript = strict && name === 'script-src';
    const used = isStrictScript ? sources.filter((source) => source !== 'https:' && source !== 'http:') : sources;
    merged.set(name, used.includes("'none'") ? ["'none'"] : [...new Set(used)]);
  }
  return merged;
}

function createNonce(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
}

/** Where the browser reaches the Frontend API: its own address, and the one of a proxy on another origin. */
function frontendApiSources(publishableKey: string, proxyUrl: string): readonly string[] {
  const proxy = URL.canParse(proxyUrl) ? [new URL(proxyUrl).origin] : [];
  const key = parsePublishableKey(publishableKey);
  return key ? [key.frontendApi, ...proxy] : proxy;
}

/**
 * Creates the headers of a policy. In development scripts may be evaluated, which React needs there.
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`
 */
export function createContentSecurityPolicy(options: ContentSecurityPolicyOptions): Policy {
  check(options);
  const { strict, reportOnly, reportTo } = options;
  const merged = merge(options);
  const name = reportOnly ? 'content-security-policy-report-only' : 'content-security-policy';
  const ending = reportTo === undefined ? '' : '; report-to csp-endpoint';
  return ({ publishableKey, proxyUrl }) => {
    const nonce = strict ? createNonce() : undefined;
    const added: Readonly<Record<string, readonly string[]>> = {
      'connect-src': frontendApiSources(publishableKey, proxyUrl),
      'script-src': [
        ...(process.env.NODE_ENV === 'production' ? [] : ["'unsafe-eval'"]),
        ...(nonce === undefined ? [] : ["'strict-dynamic'", `'nonce-${nonce}'`]),
      ],
    };
    const withAdded = ([directive, sources]: readonly [string, readonly string[]]) =>
      sources[0] === "'none'" ? `${directive} 'none'` : [directive, ...sources, ...(added[directive] ?? [])].join(' ');
    const value = [...merged].map(withAdded).join('; ') + ending;
    const request: HeaderList = [[name, value], ...(nonce === undefined ? [] : [['x-nonce', nonce] as const])];
    const endpoint = reportTo === undefined ? [] : [['reporting-endpoints', `csp-endpoint="${reportTo}"`] as const];
    return { request, answer: [...request, ...endpoint] };
  };
}
