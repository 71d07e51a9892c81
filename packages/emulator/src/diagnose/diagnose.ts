import { createPublicKey } from 'node:crypto';
import { listWeakSettings } from '@acme/backend';
import { readOptions, type AllOptions } from '@acme/backend/adapter';
import { isValidProxyUrl, parsePublishableKey } from '@acme/backend/internal';
import { compareEmulators, compareParties, compareReturn, compareSchemes } from './compare-schemes.js';
import { redact, type Finding } from './finding.js';

/** The input of `doctor`. */
export interface DoctorInput {
  /** The variables of the application. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Address of the application, to check how it sees itself. */
  readonly appUrl?: string | undefined;
  /** Options of the application that no variable has. */
  readonly options?: DiagnosedOptions | undefined;
}

/** Options of an application that the commands take as flags. */
export type DiagnosedOptions = Pick<AllOptions, 'authorizedParties' | 'issuer'>;

/** Tokens are refused when the clocks differ by more. */
const acceptedSkewMs = 5000;
const timeoutMs = 10_000;
const defaultApiUrl = 'https://api.clerk.com';

const fine = (text: string): Finding => ({ level: 'fine', text });
const wrong = (text: string, fix?: string): Finding => ({ level: 'wrong', text, fix });
const unknown = (text: string, fix?: string): Finding => ({ level: 'unknown', text, fix });

interface Jwk {
  readonly kid?: unknown;
  readonly n?: unknown;
}
type KeySetAnswer =
  | {
      readonly ok: true;
      readonly status: number;
      readonly keys: readonly Jwk[] | undefined;
      readonly date: string | null;
      readonly ms: number;
    }
  | { readonly ok: false; readonly why: string };

/** Fetches a key set. */
async function fetchKeys(url: string, headers: Record<string, string> = {}): Promise<KeySetAnswer> {
  const start = performance.now();
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(timeoutMs) });
    const ms = performance.now() - start;
    const body = (await response.json().catch(() => undefined)) as { keys?: unknown } | undefined;
    const keys = Array.isArray(body?.keys) ? (body.keys as readonly Jwk[]) : undefined;
    return { ok: true, status: response.status, keys, date: response.headers.get('date'), ms };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { ok: false, why: cause instanceof Error ? cause.message : String(cause) };
  }
}

function checkKeys({ publishableKey, secretKey }: AllOptions): readonly Finding[] {
  const parsed = publishableKey ? parsePublishableKey(publishableKey) : null;
  const findings: Finding[] = [];
  if (parsed)
    findings.push(
      fine(`The publishable key is of a ${parsed.instanceType} instance; its Frontend API is ${parsed.frontendApi}.`),
    );
  else if (publishableKey)
    findings.push(
      wrong(
        'CLERK_PUBLISHABLE_KEY is not a publishable key.',
        'Copy it whole from the dashboard: pk_test_… or pk_live_….',
      ),
    );
  else findings.push(wrong('CLERK_PUBLISHABLE_KEY is missing.', 'You find it in the dashboard under API keys.'));
  const kind = /^sk_(test|live)_\S+$/.exec(secretKey ?? '')?.[1];
  if (!secretKey) findings.push(wrong('CLERK_SECRET_KEY is missing.', 'You find it in the dashboard under API keys.'));
  else if (!kind)
    findings.push(
      wrong(`CLERK_SECRET_KEY (${redact(secretKey)}) is not a secret key.`, 'It begins with sk_test_ or sk_live_.'),
    );
  else if (parsed && (kind === 'live') !== (parsed.instanceType === 'production'))
    findings.push(
      wrong(`The secret key is a ${kind} key and the publishable key is not.`, 'Take both from the same instance.'),
    );
  else findings.push(fine(`The secret key (${redact(secretKey)}) has the right form.`));
  return findings;
}

function checkClock(date: string | null): Finding {
  if (!date) return unknown('The Backend API did not tell the time, so the clock could not be compared.');
  const skew = Date.now() - Date.parse(date);
  // The header has whole seconds.
  return Math.abs(skew) <= acceptedSkewMs
    ? fine('The clock of this machine agrees with the service.')
    : wrong(
        `The clock of this machine is ${Math.round(Math.abs(skew) / 1000)} s ${skew > 0 ? 'ahead of' : 'behind'} the service: tokens will be refused as expired or not yet valid.`,
        'Synchronize it (NTP). A container has the clock of its host.',
      );
}

/** Checks that the Backend API can be reached and accepts the key. */
async function checkBackendApi({
  apiUrl,
  secretKey,
}: AllOptions): Promise<{ findings: readonly Finding[]; keys: readonly Jwk[] }> {
  const base = (apiUrl ?? defaultApiUrl).replace(/\/+$/, '');
  if (!URL.canParse(base))
    return { findings: [wrong('CLERK_API_URL is not an absolute URL.', 'Example: https://api.clerk.com')], keys: [] };
  if (/\/v\d+$/.test(base))
    return { findings: [wrong('CLERK_API_URL ends with a version.', 'Leave the version out: it is added.')], keys: [] };
  if (!secretKey) return { findings: [unknown('Without a secret key the Backend API was not called.')], keys: [] };
  const answer = await fetchKeys(`${base}/v1/jwks`, { authorization: `Bearer ${secretKey}` });
  if (!answer.ok)
    return {
      findings: [
        wrong(
          `The Backend API at ${base} cannot be reached: ${answer.why}.`,
          'Check CLERK_API_URL, DNS, firewall and proxy of this machine; or set CLERK_JWT_KEY, which verifies session tokens without it.',
        ),
      ],
      keys: [],
    };
  if (answer.status === 401)
    return {
      findings: [
        wrong(
          'The Backend API does not know the secret key.',
          'It may have been rotated: copy it again from the dashboard.',
        ),
      ],
      keys: [],
    };
  if (!answer.keys?.length)
    return {
      findings: [
        wrong(
          `The Backend API at ${base} answered ${answer.status}, without keys.`,
          'Check whether CLERK_API_URL leads to the service.',
        ),
      ],
      keys: [],
    };
  return {
    findings: [
      fine(
        `The Backend API answers (${Math.round(answer.ms)} ms) and knows the secret key; the instance has ${answer.keys.length} signing key(s).`,
      ),
      checkClock(answer.date),
    ],
    keys: answer.keys,
  };
}

/** Checks that both keys belong to one instance, whose Frontend API publishes the same signing keys. */
async function checkSameInstance({ publishableKey }: AllOptions, keys: readonly Jwk[]): Promise<readonly Finding[]> {
  const parsed = publishableKey ? parsePublishableKey(publishableKey) : null;
  if (!parsed || keys.length === 0) return [];
  // A key of the emulator contains a whole URL.
  const origin = /^https?:/.test(parsed.frontendApi) ? parsed.frontendApi : `https://${parsed.frontendApi}`;
  const answer = await fetchKeys(`${origin}/.well-known/jwks.json`);
  if (!answer.ok || !answer.keys)
    return [
      unknown(
        `The Frontend API at ${origin} gave no keys to compare with.`,
        'Browsers must reach it: check the DNS record of the domain.',
      ),
    ];
  const known = new Set(keys.map(({ kid }) => kid));
  return answer.keys.some(({ kid }) => known.has(kid))
    ? [fine('Both keys belong to the same instance.')]
    : [
        wrong(
          'The publishable key and the secret key belong to different instances.',
          'Take both from the same instance.',
        ),
      ];
}

function checkJwtKey({ jwtKey }: AllOptions, keys: readonly Jwk[]): readonly Finding[] {
  if (!jwtKey) return [];
  let modulus: string | undefined;
  try {
    const body = jwtKey.replace(/\\n/g, '\n').replace(/-----[A-Z ]+-----|\s/g, '');
    // Node skips letters that are not base64, and the server refuses them.
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(body)) throw new TypeError('not base64');
    modulus = createPublicKey({ key: Buffer.from(body, 'base64'), format: 'der', type: 'spki' }).export({
      format: 'jwk',
    }).n;
  } catch {
    return [
      wrong(
        'CLERK_JWT_KEY is not a public key in PEM form.',
        'Copy "PEM public key" from the dashboard; line breaks may be written as \\n.',
      ),
    ];
  }
  if (keys.length === 0) return [fine('CLERK_JWT_KEY is a public key.')];
  return keys.some(({ n }) => n === modulus)
    ? [fine('CLERK_JWT_KEY is a key of this instance.')]
    : [
        wrong(
          'CLERK_JWT_KEY is not one of the keys of this instance: every session token will be refused.',
          'Copy it again: the keys were rotated, or it is of another instance.',
        ),
      ];
}

function checkPlaces({ proxyUrl, isSatellite, domain, signInUrl }: AllOptions): readonly Finding[] {
  const findings: Finding[] = [];
  if (proxyUrl && !isValidProxyUrl(proxyUrl))
    findings.push(
      wrong(
        'CLERK_PROXY_URL is neither a URL nor a path that begins with "/".',
        'Example: https://app.example.com/__clerk',
      ),
    );
  if (isSatellite && !domain && !proxyUrl) findings.push(wrong('A satellite needs CLERK_DOMAIN or CLERK_PROXY_URL.'));
  if (signInUrl && !signInUrl.startsWith('/') && !URL.canParse(signInUrl))
    findings.push(wrong('CLERK_SIGN_IN_URL is neither a URL nor a path.'));
  return findings;
}

/** One finding for each option, however many risks it has. */
function checkWeakSettings(options: AllOptions): readonly Finding[] {
  const settings = listWeakSettings(options);
  return Array.from(new Set(settings.map(({ option }) => option)), (option, index): Finding => {
    const ofOption = settings.filter((setting) => setting.option === option);
    const remark = index === 0 ? ' (Only what the variables and the flags say is known here.)' : '';
    return {
      level: 'weak',
      text: `${option}: ${ofOption.map(({ risk }) => risk).join(' ')}`,
      fix: `${ofOption.map(({ fix }) => fix).join(' ')}${remark}`,
    };
  });
}

/** Requests a page of the application, and checks the address to which it would return a browser. */
async function checkApp(appUrl: string, options: AllOptions): Promise<readonly Finding[]> {
  if (!URL.canParse(appUrl))
    return [wrong('The URL of the application is not absolute.', 'Example: --app https://app.example.com')];
  const { origin } = new URL(appUrl);
  const differences = [...compareParties(origin, options), ...compareSchemes(new URL(appUrl), options)];
  let response: Response;
  try {
    const headers = { accept: 'text/html', 'sec-fetch-dest': 'document' };
    response = await fetch(appUrl, { headers, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return [
      ...differences,
      wrong(
        `The application at ${origin} cannot be reached: ${cause instanceof Error ? cause.message : String(cause)}.`,
        'Start it, or name another address with --app. Check http and https.',
      ),
    ];
  }
  await response.body?.cancel();
  return [...differences, ...checkAnswer(response, origin)];
}

function checkAnswer({ headers, status: httpStatus }: Response, origin: string): readonly Finding[] {
  const status = headers.get('x-clerk-auth-status');
  if (!status) {
    return [
      wrong(
        `The application answered ${httpStatus} without saying whether anybody is signed in.`,
        'Register the middleware before the route, and let the headers x-clerk-auth-… through your proxy.',
      ),
    ];
  }
  const location = headers.get('location');
  const back = location && URL.canParse(location) ? new URL(location).searchParams.get('redirect_url') : null;
  if (!back || !URL.canParse(back))
    return [
      fine(
        `The application answered that a stranger is ${status} (${headers.get('x-clerk-auth-reason') ?? 'no reason'}).`,
      ),
    ];
  const difference = compareReturn(new URL(back).origin, origin);
  return [difference ?? fine(`The application sends browsers to the handshake and back to ${origin}.`)];
}

/** Checks the configuration of an application: keys, clock, service, addresses, weak settings. It calls the service and changes nothing. */
export async function diagnose({ env, appUrl, options: given = {} }: DoctorInput): Promise<readonly Finding[]> {
  let options: AllOptions;
  try {
    options = readOptions<AllOptions>(given, env);
  } catch (error) {
    return [wrong(error instanceof Error ? error.message : String(error))];
  }
  const { findings, keys } = await checkBackendApi(options);
  return [
    ...checkKeys(options),
    ...findings,
    ...(await compareEmulators(options)),
    ...(await checkSameInstance(options, keys)),
    ...checkJwtKey(options, keys),
    ...checkPlaces(options),
    ...checkWeakSettings(options),
    ...(appUrl === undefined ? [] : await checkApp(appUrl, options)),
  ];
}
