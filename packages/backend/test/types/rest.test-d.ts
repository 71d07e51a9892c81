// Checked by the compiler alone: every line below a `@ts-expect-error` must be refused.
import type { ClerkAPIResponseError } from '../../src/errors.js';
import { callOptions } from '../../src/rest/call-options.js';
import { endpoints } from '../../src/rest/endpoint-group.js';
import type { PagePromise, PaginatedResourceResponse } from '../../src/rest/page-promise.js';
import { resource } from '../../src/rest/resource.js';
import type { ResourceClient } from '../../src/rest/endpoint-groups.js';
import type { User } from '../../src/rest/resources/user.js';

interface ThingsApi {
  get(thingId: string): Promise<unknown>;
  list(params?: { readonly limit?: number }): PagePromise<unknown>;
  update(params: { readonly thingId: string; readonly name: string }): Promise<unknown>;
}
const rows = {
  get: 'GET /things/{thingId}',
  list: ['GET /things', { list: true }],
  update: 'PATCH /things/{thingId}',
} as const;

export const complete = endpoints<ThingsApi>()(rows);
// @ts-expect-error a method without a row
endpoints<ThingsApi>()({ get: rows.get, list: rows.list });
// @ts-expect-error a row without a method
endpoints<ThingsApi>()({ ...rows, remove: 'DELETE /things/{thingId}' });
// @ts-expect-error a name in the path that no argument fills
endpoints<ThingsApi>()({ ...rows, update: 'PATCH /things/{thing}' });
// @ts-expect-error more names than arguments
endpoints<ThingsApi>()({ ...rows, get: 'GET /things/{thingId}/parts/{partId}' });
// @ts-expect-error a method that returns pages without `list`
endpoints<ThingsApi>()({ ...rows, list: 'GET /things' });
// @ts-expect-error no HTTP method
endpoints<ThingsApi>()({ ...rows, get: '/things/{thingId}' });

interface ThingJSON {
  readonly id: string;
  readonly created_at: number;
  readonly tags?: readonly string[];
}
class Thing {
  declare readonly id: string;
  declare readonly createdAt: number;
  declare readonly tags: string[];
}
const tags = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);

export const thing = resource<ThingJSON>()('thing', Thing, ['id', 'createdAt'], { tags });
// @ts-expect-error a declared property that is not listed
resource<ThingJSON>()('thing', Thing, ['id'], { tags });
// @ts-expect-error a property that may be absent on the wire and not in the class
resource<ThingJSON>()('thing', Thing, ['id', 'createdAt', 'tags']);
// @ts-expect-error a name without a declared property
resource<ThingJSON>()('thing', Thing, ['id', 'createdAt', 'updatedAt'], { tags });
// @ts-expect-error a conversion to another type
resource<ThingJSON>()('thing', Thing, ['id', 'createdAt'], { tags: () => 5 });

/** The types that applications see. */
export async function use(client: ResourceClient): Promise<void> {
  const user: User = await client.users.getUser('user_1', callOptions({ timeoutMs: 100 }));
  const page: PaginatedResourceResponse<User[]> = await client.users.getUserList({ orderBy: '-created_at' });
  for await (const each of client.users.getUserList()) each.fullName satisfies string | null;
  page.totalCount satisfies number;
  user.primaryEmailAddress?.emailAddress satisfies string | undefined;
  // @ts-expect-error settings must be marked, so that they are never taken for parameters
  await client.users.getUser('user_1', { timeoutMs: 100 });
  // @ts-expect-error an order the service does not know
  await client.users.getUserList({ orderBy: 'age' });
  // @ts-expect-error a parameter that does not exist
  await client.users.updateUser('user_1', { firstname: 'A' });
  // @ts-expect-error either an id or a slug
  await client.organizations.getOrganization({ organizationId: 'org_1', slug: 'acme' });
  // @ts-expect-error objects are read-only
  user.firstName = 'B';
}

/** As with the official packages, the status can be passed on. */
export function passOn(error: ClerkAPIResponseError, respond: (status: number) => void): void {
  respond(error.status);
}
