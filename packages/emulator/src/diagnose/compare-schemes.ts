import type { AllOptions } from '@acme/backend/adapter';
import { parsePublishableKey } from '@acme/backend/internal';
import { isLoopbackHostname } from '../http/is-loopback-hostname.js';
import { isJsonObject } from '../store/json-object.js';
import type { Finding } from './finding.js';

const wrong = (text: string, fix: string): Finding => ({ level: 'wrong', text, fix });

/** The address inside a publishable key if it is one of an emulator: only those contain a whole URL. */
export function emulatorOf(publishableKey: string | undefined): URL | undefined {
  const frontendApi = publishableKey ? parsePublishableKey(publishableKey)?.frontendApi : undefined;
  return frontendApi?.startsWith('http://') && URL.canParse(frontendApi) ? new URL(frontendApi) : undefined;
}

const timeoutMs = 10_000;

/** The issuer that an emulator names; undefined if there is none, or no emulator. */
async function issuerAt(apiUrl: string): Promise<string | undefined> {
  try {
    const address = new URL('/.well-known/oauth-authorization-server', apiUrl);
    const response = await fetch(address, { signal: AbortSignal.timeout(timeoutMs) });
    const body: unknown = await response.json();
    return isJsonObject(body) && typeof body['issuer'] === 'string' ? body['issuer'] : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Finds keys of two emulators. They share a signing key, so that only their addresses tell them apart; a container may map the port, so
 * that the emulator is asked who it is.
 */
export async function compareEmulators({ publishableKey, apiUrl }: AllOptions): Promise<readonly Finding[]> {
  const ofKey = emulatorOf(publishableKey);
  if (!ofKey || !apiUrl || !URL.canParse(apiUrl)) return [];
  const issuer = await issuerAt(apiUrl);
  if (issuer === undefined || !URL.canParse(issuer) || new URL(issuer).origin === ofKey.origin) return [];
  return [
    wrong(
      `The publishable key is of the emulator at ${ofKey.origin}, and CLERK_API_URL leads to ${new URL(issuer).origin}: keys of two emulators.`,
      'Take all variables from one: npx @acme/emulator env --port …',
    ),
  ];
}

/** Whether two origins differ in the scheme only. */
function isOtherScheme(left: string, right: string): boolean {
  return left !== right && left.replace(/^https?:/, '') === right.replace(/^https?:/, '');
}

/** Compares the origin of the browser with `authorizedParties`. */
export function compareParties(origin: string, { authorizedParties }: AllOptions): readonly Finding[] {
  const parties = [authorizedParties ?? []].flat();
  if (parties.length === 0 || parties.includes(origin)) return [];
  const near = parties.find((party) => isOtherScheme(party, origin));
  return [
    wrong(
      near === undefined
        ? `${origin} is not among the authorized parties (${parties.join(', ')}): its tokens are refused.`
        : `${origin} and the authorized party ${near} differ in http and https: its tokens are refused.`,
      'Write the origin as browsers send it, scheme and port included.',
    ),
  ];
}

/** What goes wrong when an application is opened by http, and what it says of itself by another scheme. */
export function compareSchemes(appUrl: URL, options: AllOptions): readonly Finding[] {
  const { publishableKey, signInUrl } = options;
  const findings: Finding[] = [];
  const isProduction = publishableKey ? parsePublishableKey(publishableKey)?.instanceType === 'production' : false;
  if (isProduction && appUrl.protocol === 'http:' && !isLoopbackHostname(appUrl.hostname))
    findings.push(
      wrong(
        `${appUrl.origin} is not encrypted: browsers keep no cookies of a production instance there, so nobody stays signed in.`,
        'Serve it over https.',
      ),
    );
  const signIn = signInUrl && URL.canParse(signInUrl) ? new URL(signInUrl) : undefined;
  if (signIn && isOtherScheme(signIn.origin, appUrl.origin))
    findings.push(
      wrong(
        `CLERK_SIGN_IN_URL begins with ${signIn.protocol}//, and the application with ${appUrl.protocol}//: cookies of one are missing at the other.`,
        'Give both the same scheme.',
      ),
    );
  return findings;
}

/** How the application sees its own origin, compared with that of the browser. */
export function compareReturn(seen: string, origin: string): Finding | undefined {
  if (seen === origin) return undefined;
  if (isOtherScheme(seen, origin))
    return wrong(
      `The application believes that it runs at ${seen}, not at ${origin}: only http and https differ, so browsers would come back without their cookies.`,
      'Let the proxy before it set X-Forwarded-Proto to what the browser sees.',
    );
  return wrong(
    `The application believes that it runs at ${seen}, not at ${origin}: browsers would come back to the wrong place.`,
    'Let the proxy before it set X-Forwarded-Host and X-Forwarded-Proto to what the browser sees.',
  );
}
