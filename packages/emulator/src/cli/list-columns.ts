import { isJsonObject, type JsonObject } from '../store/json-object.js';

/** A column of a list. */
export interface ListColumn {
  readonly title: string;
  value(row: JsonObject): unknown;
}

const field = (name: string): ListColumn => ({ title: name, value: (row) => row[name] });

const time = (name: string, title = name): ListColumn => ({
  title,
  value: (row) =>
    typeof row[name] === 'number' ? new Date(row[name]).toISOString().slice(0, 19).replace('T', ' ') : '',
});

/** The texts among the fields of these names, with a space between. */
const textsOf = (row: JsonObject, names: readonly string[]) =>
  names.flatMap((name) => (typeof row[name] === 'string' ? row[name] : [])).join(' ');

const inside = (title: string, outer: string, ...names: readonly string[]): ListColumn => ({
  title,
  value(row) {
    const object = row[outer];
    return isJsonObject(object) ? textsOf(object, names) : '';
  },
});

const joined = (title: string, ...names: readonly string[]): ListColumn => ({
  title,
  value: (row) => textsOf(row, names),
});

/** The names of the fields that are true. */
const marks = (title: string, ...names: readonly string[]): ListColumn => ({
  title,
  value: (row) => names.filter((name) => row[name] === true).join(' '),
});

const emailAddress: ListColumn = {
  title: 'email',
  value(row) {
    const addresses = Array.isArray(row['email_addresses']) ? row['email_addresses'].filter(isJsonObject) : [];
    const primary = addresses.find(({ id }) => id === row['primary_email_address_id']) ?? addresses[0];
    return primary?.['email_address'];
  },
};

/** The columns of lists that have more fields than fit. */
const columns: Readonly<Record<string, readonly ListColumn[]>> = {
  'users.list': [
    field('id'),
    joined('name', 'first_name', 'last_name'),
    emailAddress,
    field('username'),
    marks('state', 'banned', 'locked'),
  ],
  'sessions.list': [field('id'), field('user_id'), field('status'), time('last_active_at', 'active')],
  'organizations.list': [
    field('id'),
    field('name'),
    field('slug'),
    { title: 'members', value: (row) => row['members_count'] },
  ],
  'organizations.members': [
    inside('user', 'public_user_data', 'user_id'),
    inside('identifier', 'public_user_data', 'identifier'),
    field('role'),
  ],
  'users.memberships': [
    inside('organization', 'organization', 'name'),
    inside('id', 'organization', 'id'),
    field('role'),
  ],
  'organizations.invitations': [field('id'), field('email_address'), field('role'), field('status')],
  'roles.list': [field('key'), field('name'), field('description')],
  'apiKeys.list': [field('id'), field('name'), field('subject'), field('scopes'), marks('state', 'revoked', 'expired')],
  'machines.list': [field('id'), field('name')],
  'inbox.list': [field('id'), time('sentAt', 'sent'), field('to'), field('subject'), field('code'), field('link')],
  'requests.list': [field('id'), field('method'), field('status'), field('path'), field('route'), field('reason')],
  'webhooks.messages': [field('id'), inside('type', 'message', 'type'), { title: 'object', value: objectId }],
  'webhooks.deliveries': [
    field('id'),
    inside('type', 'message', 'type'),
    field('url'),
    field('attempt'),
    field('status'),
  ],
  'snapshots.list': [field('name'), time('createdAt', 'saved'), field('users')],
  'capabilities.list': [
    field('api'),
    field('operation'),
    { title: 'emulated', value: (row) => (row['isEmulated'] ? 'yes' : 'no') },
    field('reason'),
  ],
};

function objectId(row: JsonObject): unknown {
  const message = row['message'];
  const data = isJsonObject(message) ? message['data'] : undefined;
  return isJsonObject(data) ? data['id'] : undefined;
}

/** The columns of a list; of one that is not known, every field that its first row has. */
export function listColumns(name: string, first: JsonObject): readonly ListColumn[] {
  return (Object.hasOwn(columns, name) ? columns[name] : undefined) ?? Object.keys(first).map(field);
}
