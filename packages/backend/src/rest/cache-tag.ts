import type { WebhookEvent } from '../wire/webhook-event.js';
import type { ApiRequest } from './send.js';

/**
 * What a cached answer depends on, and what a change makes outdated: `user:…` and `organization:…` one of them, `users`,
 * `organizations` and `memberships` any of them, `all` everything.
 */
export type CacheTag = 'all' | 'users' | 'organizations' | 'memberships' | `user:${string}` | `organization:${string}`;

type Call = Pick<ApiRequest, 'method' | 'path' | 'query' | 'body'>;

const userId = /^user_\w+$/;
const organizationId = /^org_\w+$/;

function segmentsOf(path: string): readonly string[] {
  return path.slice(1).split('/').map(decodeURIComponent);
}

/** By slug an organization may be any. */
const organizationTag = (id: string): CacheTag => (organizationId.test(id) ? `organization:${id}` : 'organizations');

/** What the answer to a call depends on; undefined: it is not cached. */
export function tagsOfRead({ method, path, query = '' }: Call): readonly CacheTag[] | undefined {
  if (method !== 'GET') return undefined;
  const [collection, id, part, ...rest] = segmentsOf(path);
  if (rest.length > 0) return undefined;
  if (collection === 'users') {
    if (part === 'organization_memberships' && id) return ['all', `user:${id}`, 'organizations', 'memberships'];
    if (part !== undefined) return undefined;
    if (id === undefined || id === 'count') return ['all', 'users'];
    return userId.test(id) ? ['all', `user:${id}`] : undefined;
  }
  if (collection !== 'organizations') return undefined;
  if (part === 'memberships' && id) return ['all', organizationTag(id), 'users', 'memberships'];
  if (part !== undefined) return undefined;
  if (id === undefined) return ['all', 'organizations', 'memberships'];
  // With counts, such as `include_members_count`.
  return query === '' ? ['all', organizationTag(id)] : ['all', organizationTag(id), 'memberships'];
}

/** Collections whose objects are a part of users, organizations or memberships, and do not say of which. */
const parts: ReadonlySet<string> = new Set([
  'directories',
  'email_addresses',
  'enterprise_connections',
  'instance',
  'organization_permissions',
  'organization_roles',
  'phone_numbers',
  'role_sets',
  'saml_connections',
]);

function userIdsOf(body: unknown): readonly string[] {
  const ids: unknown = typeof body === 'object' && body !== null && 'user_ids' in body ? body.user_ids : undefined;
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
}

/** What a call that may have changed something makes outdated. */
export function tagsOfWrite({ method, path, body }: Call): readonly CacheTag[] {
  if (method === 'GET') return [];
  const [collection = '', id = ''] = segmentsOf(path);
  if (parts.has(collection)) return ['all'];
  if (collection === 'users') {
    const ids = userId.test(id) ? [id] : userIdsOf(body);
    return ['users', 'memberships', ...ids.map((each): CacheTag => `user:${each}`)];
  }
  if (collection !== 'organizations') return [];
  const own: readonly CacheTag[] = organizationId.test(id) ? [`organization:${id}`] : [];
  return ['organizations', 'memberships', ...own];
}

/** What an event makes outdated. It may come twice, late or out of order: what is read afterwards is fetched again. */
export function tagsOfEvent({ type, data }: Pick<WebhookEvent, 'type' | 'data'>): readonly CacheTag[] {
  // It is signed, but its form is not checked; and the types do not know every event.
  const { id, user_id } = (data ?? {}) as { readonly id?: unknown; readonly user_id?: unknown };
  const [subject = ''] = type.split('.');
  const one = typeof id === 'string' ? id : '';
  switch (subject) {
    case 'user':
      return ['users', 'memberships', `user:${one}`];
    case 'session':
      return typeof user_id === 'string' ? [`user:${user_id}`] : [];
    case 'organization':
      return ['organizations', 'memberships', `organization:${one}`];
    case 'organizationMembership':
    case 'organizationInvitation':
      return ['memberships'];
    case 'role':
    case 'permission':
      return ['all'];
    default:
      return [];
  }
}
