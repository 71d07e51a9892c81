import { createAuthenticator, readOptions, type AllOptions, type Decision } from '@acme/backend/adapter';
import { getCookieSuffix } from '@acme/backend/internal';
import { decodeJwt } from '@acme/backend/jwt';
import { adviceFor } from '../instance/advice.js';
import { describeOrigin } from './describe-origin.js';
import type { DiagnosedOptions } from './diagnose.js';
import { redact, type Finding } from './finding.js';
import { readRecordedRequest, type RecordedRequest } from './recorded-request.js';

/** The input of `explain`. */
export interface ExplainInput {
  /** A token, or a recorded request: JSON or the text of an HTTP request. */
  readonly text: string;
  /** The variables of the application. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Options of the application that no variable has. */
  readonly options?: DiagnosedOptions | undefined;
}

const clerkCookie =
  /^(__session|__client_uat|__clerk_db_jwt|__refresh|__clerk_handshake|__clerk_handshake_nonce|__clerk_redirect_count)(?:_(.+))?$/;
const shownClaims = ['iss', 'sub', 'sid', 'azp', 'aud', 'sts', 'v'];

const at = (seconds: unknown) =>
  typeof seconds === 'number' && Math.abs(seconds) < 1e11 ? new Date(seconds * 1000).toISOString() : 'never';

/** The claims of a token, unverified. */
function describeToken(token: string, options: AllOptions): readonly Finding[] {
  if (/^(ak|mt|oat)_/.test(token))
    return [{ level: 'fine', text: `An opaque token (${redact(token)}): only the service can tell about it.` }];
  try {
    const { header, payload } = decodeJwt(token);
    const claims = payload as unknown as Readonly<Record<string, unknown>>;
    const shown = shownClaims
      .filter((name) => claims[name] !== undefined)
      .map((name) => `${name} ${JSON.stringify(claims[name])}`);
    return [
      {
        level: 'fine',
        text: `A JWT signed with ${String(header.alg)}, key ${String(header.kid)}: ${shown.join(', ')}.`,
      },
      {
        level: 'fine',
        text: `Issued ${at(claims['iat'])}, valid from ${at(claims['nbf'])} to ${at(claims['exp'])}; it is ${new Date().toISOString()} here.`,
      },
      ...describeOrigin(claims, options),
    ];
  } catch {
    return [
      {
        level: 'wrong',
        text: `This is no token of the service: ${token.split('.').length} part(s) of ${token.length} characters.`,
      },
    ];
  }
}

/** The service's cookies in the request, and whether they belong to this instance. */
async function describeCookies(
  header: string | undefined,
  publishableKey: string | undefined,
): Promise<readonly Finding[]> {
  const names = (header ?? '').split(';').map((pair) => pair.split('=')[0]?.trim() ?? '');
  const found = names.filter((name) => clerkCookie.test(name));
  if (found.length === 0) return [{ level: 'fine', text: 'The request has no cookies of the service.' }];
  const findings: Finding[] = [{ level: 'fine', text: `Cookies of the service: ${found.join(', ')}.` }];
  const suffix = publishableKey ? await getCookieSuffix(publishableKey) : undefined;
  const foreign = found.filter((name) => {
    const end = clerkCookie.exec(name)?.[2];
    return end !== undefined && end !== suffix;
  });
  if (foreign.length > 0 && suffix) {
    findings.push({
      level: 'weak',
      text: `Of another instance: ${foreign.join(', ')}. Those of this one end with _${suffix}.`,
      fix: 'Does the frontend have the publishable key of the same instance?',
    });
  }
  return findings;
}

const unanswerable: Finding = {
  level: 'wrong',
  text: 'The request is refused (400): its target is not a path of one server.',
  fix: 'Send a path that starts with one slash, without a user name before the host, and not with TRACE or CONNECT.',
};

function conclude(decision: Decision): readonly Finding[] {
  const headers = new Map(decision.kind === 'respond' ? decision.response.headers : []);
  const { reason, message } =
    decision.kind === 'continue'
      ? decision.state
      : { reason: headers.get('x-clerk-auth-reason'), message: headers.get('x-clerk-auth-message') };
  if (decision.kind === 'respond' && decision.response.status === 400) return [unanswerable];
  if (!reason) return [{ level: 'fine', text: 'The request is signed in.' }];
  const advice = adviceFor(reason);
  const what = decision.kind === 'respond' ? 'A browser is redirected to the handshake' : 'The request is signed out';
  const detail = message ? ` ${message}` : '';
  return [{ level: 'wrong', text: `${what}: ${reason}.${detail} ${advice?.meaning ?? ''}`.trim(), fix: advice?.fix }];
}

const isRequest = (text: string) => /^\s*\{/.test(text) || /^\s*[A-Z]+ \S+/.test(text);

/**
 * Authenticates a request like the middleware of an application with these variables, and returns the reason and the advice. Keys and
 * tokens do not appear.
 * @throws {EmulatorError} `option_invalid`: the text is neither a token nor a request
 * @throws {ConfigurationError} the variables are missing or unusable
 */
export async function explain({ text, env, options: given = {} }: ExplainInput): Promise<readonly Finding[]> {
  const options = readOptions<AllOptions>(given, env);
  const token = text.trim().replace(/^Bearer\s+/i, '');
  const { method, url, headers }: RecordedRequest = isRequest(text)
    ? readRecordedRequest(text)
    : { method: 'GET', url: 'http://localhost/', headers: { authorization: `Bearer ${token}` } };
  const bearer = headers['authorization']?.replace(/^Bearer\s+/i, '');
  const decide = createAuthenticator<undefined>(given, { where: 'explain', env: () => env });
  const head = { method, url, header: (name: string) => headers[name], headers: () => Object.entries(headers) };
  const decision = await decide(head, undefined);
  return [
    ...(bearer ? describeToken(bearer, options) : await describeCookies(headers['cookie'], options.publishableKey)),
    ...conclude(decision),
  ];
}
