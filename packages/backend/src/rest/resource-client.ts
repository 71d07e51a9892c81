import type { Connection } from './connection.js';
import type { Backend, EndpointGroup, Row } from './endpoint.js';
import { bindEndpoints } from './endpoint.js';
import type { ClientsApi } from './endpoints/clients.js';
import { clients } from './endpoints/clients.js';
import type { SessionsApi } from './endpoints/sessions.js';
import { sessions } from './endpoints/sessions.js';
import type { UsersApi } from './endpoints/users.js';
import { users } from './endpoints/users.js';

/** The Backend API, one member per sub-API. */
export interface ResourceClient {
  readonly clients: ClientsApi;
  readonly sessions: SessionsApi;
  readonly users: UsersApi;
}

type Groups = { readonly [K in keyof ResourceClient]: EndpointGroup<ResourceClient[K], Readonly<Record<string, Row>>> };

const groups: Groups = { clients, sessions, users };

/** Makes the Backend API client. A sub-API is built when it is first used. */
export function createResourceClient(connection: Connection): ResourceClient {
  const backend: Backend = { connection };
  const client: Partial<ResourceClient> = {};
  for (const [name, group] of Object.entries(groups)) {
    let methods: unknown;
    Object.defineProperty(client, name, {
      enumerable: true,
      get: () => (methods ??= bindEndpoints(group as EndpointGroup<unknown, Readonly<Record<string, Row>>>, backend)),
    });
  }
  // `groups` has every member.
  return client as ResourceClient;
}
