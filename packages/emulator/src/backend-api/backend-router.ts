import { parseJson } from '@acme/backend/adapter';
import type * as endpointGroups from '@acme/backend/endpoints';
import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { ApiError, SecretKeyError } from '../errors.js';
import type { Instance } from '../instance/instance.js';
import { isJsonObject, RequestBody } from '../http/request-body.js';
import { apiKeys } from './machines/api-key-routes.js';
import { billing } from './billing/billing-routes.js';
import { enterpriseConnections, samlConnections } from './connections/connection-routes.js';
import { directories, scimDirectories } from './connections/directory-routes.js';
import { domains, proxyChecks } from './instance/domain-routes.js';
import { emails } from './instance/email-routes.js';
import { betaFeatures, instance as instanceSettings } from './instance/instance-settings.js';
import { accountlessApplications, adminPortalLinkTokens } from './instance/portal-and-accountless.js';
import { roleSets } from './organizations/role-set-routes.js';
import { signUps } from './sessions/sign-up-routes.js';
import { webhooks } from './instance/webhook-routes.js';
import { templates } from './instance/template-routes.js';
import { allowlistIdentifiers, blocklistIdentifiers } from './users/identifier-list-routes.js';
import { invitations } from './users/invitation-routes.js';
import { jwtTemplates } from './sessions/jwt-template-routes.js';
import { m2m } from './machines/m2m-routes.js';
import { machines } from './machines/machine-routes.js';
import { idPOAuthAccessToken, oauthApplications } from './machines/oauth-application-routes.js';
import { organizationPermissions, organizationRoles } from './organizations/organization-role-routes.js';
import { organizations } from './organizations/organization-routes.js';
import { phoneNumbers } from './users/phone-number-routes.js';
import { redirectUrls } from './instance/redirect-url-routes.js';
import { waitlistEntries } from './users/waitlist-entry-routes.js';
import { clients } from './sessions/client-routes.js';
import { emailAddresses } from './users/email-address-routes.js';
import { jwks } from './sessions/jwks-routes.js';
import { sessions, sessionTokens } from './sessions/session-routes.js';
import { testingTokens } from './sessions/testing-token-routes.js';
import { actorTokens, agentTasks, signInTokens } from './sessions/ticket-routes.js';
import { users } from './users/user-routes.js';
import { Created, type BackendRoute, type BackendRoutes, type Caller } from './route.js';
import type { Caller as Origin } from '../http/listen.js';
import { maySeeSecretKey } from '../instance/keys.js';
import { findMachineByKey } from '../machines/machines.js';

/** Every sub-API, under the name of its group in `@acme/backend/endpoints`; a group without answers does not compile. */
export const backendApi: Readonly<Record<keyof typeof endpointGroups | 'sessionTokens', BackendRoutes>> = {
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
