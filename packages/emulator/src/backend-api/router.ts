import { parseJson } from '@acme/backend/adapter';
import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { ApiError, SecretKeyError } from '../errors.js';
import type { Instance } from '../instance.js';
import { isJsonObject, RequestBody } from '../request-body.js';
import { apiKeys } from './api-keys.js';
import { billing } from './billing.js';
import { enterpriseConnections, samlConnections } from './connections.js';
import { directories, scimDirectories } from './directories.js';
import { domains, proxyChecks } from './domains.js';
import { emails } from './emails.js';
import { betaFeatures, instance as instanceSettings } from './instance.js';
import { accountlessApplications, adminPortalLinkTokens } from './portal-and-accountless.js';
import { roleSets } from './role-sets.js';
import { signUps } from './sign-ups.js';
import { webhooks } from './svix.js';
import { templates } from './templates.js';
import { allowlistIdentifiers, blocklistIdentifiers } from './identifier-lists.js';
import { invitations } from './invitations.js';
import { jwtTemplates } from './jwt-templates.js';
import { m2m } from './m2m.js';
import { machines } from './machines.js';
import { idPOAuthAccessToken, oauthApplications } from './oauth-applications.js';
import { organizationPermissions, organizationRoles } from './organization-roles.js';
import { organizations } from './organizations.js';
import { phoneNumbers } from './phone-numbers.js';
import { redirectUrls } from './redirect-urls.js';
import { waitlistEntries } from './waitlist-entries.js';
import { clients } from './clients.js';
import { emailAddresses } from './email-addresses.js';
import { jwks } from './jwks.js';
import { sessions, sessionTokens } from './sessions.js';
import { testingTokens } from './testing-tokens.js';
import { actorTokens, agentTasks, signInTokens } from './tickets.js';
import { users } from './users.js';
import { Created, type BackendRoute, type BackendRoutes, type Caller } from './route.js';
import type { Caller as Origin } from '../server.js';
import { maySeeSecretKey } from '../keys.js';
import { findMachineByKey } from '../machines.js';

/** Every sub-API, under the name the client has it. */
export const backendApi: Readonly<Record<string, BackendRoutes>> = {
  accountlessApplications,
  actorTokens,
  adminPortalLinkTokens,
  agentTasks,
  allowlistIdentifiers,
  apiKeys,
  betaFeatures,
  billing,
  blocklistIdentifiers,
  clients,
  directories,
  domains,
  emailAddresses,
  emails,
  enterpriseConnections,
  idPOAuthAccessToken,
  instance: instanceSettings,
  invitations,
  jwks,
  jwtTemplates,
  m2m,
  machines,
  oauthApplications,
  organizationPermissions,
  organizationRoles,
  organizations,
  phoneNumbers,
  proxyChecks,
  redirectUrls,
  roleSets,
  samlConnections,
  scimDirectories,
  sessions,
  sessionTokens,
  signInTokens,
  signUps,
  templates,
  testingTokens,
  users,
  waitlistEntries,
  webhooks,
};

/** Routes the client calls without the version segment. */
const unversioned = /^\/(api_keys|m2m_tokens|oauth_applications\/access_tokens)(\/|$)/;

/** Whether a path belongs to the Backend API. */
export function isBackendApiPath(path: string): boolean {
  return path === '/v1' || path.startsWith('/v1/') || unversioned.test(path);
}

/** Routes that need no key, because an application that has none yet calls them: they give it one. */
const openRoutes: ReadonlySet<BackendRoute> = new Set(Object.values(accountlessApplications));

/** The Backend API, both below `/v1` and, where clients call it so, without. */
export function backendRouter(instance: Instance): Hono<{ Bindings: Origin }> {
  const router = new Hono<{ Bindings: Origin }>();
  const callerOf = createCallerOf(instance);
  // Fixed paths first: `/users/count` is not the user called count.
  const routes = Object.values(backendApi).flatMap((group) => Object.values(group));
  const parameters = (path: string) => path.split(':').length;
  for (const route of [...routes].sort((left, right) => parameters(left.path) - parameters(right.path))) {
    const handle = async (c: Context<{ Bindings: Origin }>) => {
      const query = new URL(c.req.url).searchParams;
      const isOpen = openRoutes.has(route) && maySeeSecretKey(instance, c.env);
      const caller = isOpen ? ({ kind: 'instance' } as const) : await callerOf(c.req.header('authorization'));
      instance.countCall();
      const answer = await route.answer(instance, c.req.param(), { query, caller, body: await readBody(c) });
      if (answer instanceof Created) return jsonAnswer(answer.body, 201);
      return answer ? jsonAnswer(answer) : new Response(null, { status: 204 });
    };
    router.on(route.method, `/v1${route.path}`, handle);
    if (unversioned.test(route.path)) router.on(route.method, route.path, handle);
  }
  router.use(async (c, next) => {
    await callerOf(c.req.header('authorization'));
    await next();
  });
  return router;
}

/** JSON with exactly the content type clients look for; a charset after it would make them return the text unparsed. */
export function jsonAnswer(body: object, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
}

/** Finds out whose key a call came with. @throws {SecretKeyError} */
function createCallerOf(instance: Instance): (authorization: string | undefined) => Promise<Caller> {
  const expected = digest(instance.secretKey);
  return async function callerOf(authorization = '') {
    const [scheme, key] = authorization.split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !key) {
      throw new SecretKeyError('The Authorization header must be "Bearer" and the secret key the emulator printed.');
    }
    if (timingSafeEqual(digest(key), expected)) return { kind: 'instance' };
    const machine = key.startsWith('ak_') ? await findMachineByKey(instance, key) : undefined;
    if (machine) return { kind: 'machine', machineId: machine.id };
    throw new SecretKeyError(
      'This secret key belongs to another instance. Use the CLERK_SECRET_KEY the emulator printed.',
    );
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

async function readBody(c: Context): Promise<RequestBody> {
  if (c.req.method === 'GET') return new RequestBody({});
  if (c.req.header('content-type')?.startsWith('multipart/form-data')) return readForm(await c.req.formData());
  const text = await c.req.text();
  if (text.trim() === '') return new RequestBody({});
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    throw new ApiError(
      400,
      'request_body_invalid',
      'Request body invalid',
      'The request body is not valid JSON, or is nested too deeply.',
    );
  }
  if (isJsonObject(value)) return new RequestBody(value);
  if (Array.isArray(value)) return new RequestBody({}, value);
  throw new ApiError(400, 'request_body_invalid', 'Request body invalid', 'The request body must be a JSON object.');
}

function readForm(form: FormData): RequestBody {
  const fields: Record<string, string> = {};
  const files: Record<string, File> = {};
  for (const [name, value] of form) {
    if (typeof value === 'string') fields[name] = value;
    else files[name] = value;
  }
  return new RequestBody(fields, undefined, files);
}
