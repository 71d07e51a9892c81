import type { DeletedObjectJSON, UserJSON } from '@acme/backend/wire';
import { control } from '../control.js';
import { fields } from '../control-field.js';
import { controlPage, pageFields, type ControlPage } from './control-page.js';

const userId = fields.required(fields.text('Id, e-mail address, phone number or user name of the user'));

const profile = {
  firstName: fields.text('First name', { mayBeEmpty: true }),
  lastName: fields.text('Last name', { mayBeEmpty: true }),
  publicMetadata: fields.json('Public metadata, which everybody may read'),
  privateMetadata: fields.json('Private metadata, which only servers may read'),
  unsafeMetadata: fields.json('Unsafe metadata, which the user may change'),
};

interface Profile {
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly publicMetadata?: object | undefined;
  readonly privateMetadata?: object | undefined;
  readonly unsafeMetadata?: object | undefined;
}

const wireProfile = (given: Profile) => ({
  first_name: given.firstName,
  last_name: given.lastName,
  username: given.username,
  password: given.password,
  public_metadata: given.publicMetadata,
  private_metadata: given.privateMetadata,
  unsafe_metadata: given.unsafeMetadata,
});

/** A control that does one thing to a user, by a route of the Backend API. */
const act = (summary: string, action: string) =>
  control({
    summary,
    fields: { userId },
    changes: true,
    topic: 'data',
    run: async (context, input): Promise<UserJSON> =>
      context.backend(`POST /v1/users/${encodeURIComponent(await context.userId(input.userId))}/${action}`),
  });

/** Where a person signs in as a user, or a session that exists already. */
export interface UserSignIn {
  /** Address that signs a browser in, once, within 5 minutes. */
  readonly url: string;
}

/** Controls of users. */
export const userControls = {
  'users.list': control({
    summary: 'Lists users, the newest first.',
    fields: {
      query: fields.text('Text that occurs in a name, user name, e-mail address, phone number or id'),
      ...pageFields,
    },
    changes: false,
    async run(context, { query, limit = 20, offset = 0 }): Promise<ControlPage<UserJSON>> {
      const [data, { total_count }] = await Promise.all([
        context.backend<readonly UserJSON[]>('GET /v1/users', { query: { query, limit, offset } }),
        context.backend<{ readonly total_count: number }>('GET /v1/users/count', { query: { query } }),
      ]);
      return controlPage(data, total_count);
    },
  }),
  'users.get': control({
    summary: 'Shows a user.',
    fields: { userId },
    changes: false,
    run: async (context, input): Promise<UserJSON> =>
      context.backend(`GET /v1/users/${encodeURIComponent(await context.userId(input.userId))}`),
  }),
  'users.create': control({
    summary: 'Creates a user.',
    fields: {
      emailAddress: fields.text('E-mail address'),
      phoneNumber: fields.text('Phone number, such as +15555550100'),
      username: fields.text('User name'),
      password: fields.text('Password, by the rules of the settings', { kind: 'secret' }),
      ...profile,
    },
    changes: true,
    topic: 'data',
    run: (context, { emailAddress, phoneNumber, ...given }): Promise<UserJSON> =>
      context.backend('POST /v1/users', {
        body: {
          ...wireProfile(given),
          email_address: emailAddress === undefined ? undefined : [emailAddress],
          phone_number: phoneNumber === undefined ? undefined : [phoneNumber],
        },
      }),
  }),
  'users.edit': control({
    summary: 'Changes the name, user name, password or metadata of a user.',
    fields: {
      userId,
      username: fields.text('User name'),
      password: fields.text('New password', { kind: 'secret' }),
      ...profile,
    },
    changes: true,
    topic: 'data',
    run: async (context, { userId: user, ...given }): Promise<UserJSON> =>
      context.backend(`PATCH /v1/users/${encodeURIComponent(await context.userId(user))}`, {
        body: wireProfile(given),
      }),
  }),
  'users.delete': control({
    summary: 'Deletes a user with all sessions and memberships.',
    fields: { userId },
    changes: true,
    topic: 'data',
    run: async (context, input): Promise<DeletedObjectJSON> =>
      context.backend(`DELETE /v1/users/${encodeURIComponent(await context.userId(input.userId))}`),
  }),
  'users.ban': act('Bans a user: all sessions end, and nobody can sign in as this user.', 'ban'),
  'users.unban': act('Ends the ban of a user.', 'unban'),
  'users.lock': act('Locks a user, as too many wrong passwords do.', 'lock'),
  'users.unlock': act('Unlocks a user.', 'unlock'),
  'users.signIn': control({
    summary: 'Makes an address that signs a browser in as a user, once, within 5 minutes.',
    fields: { userId, redirectUrl: fields.text('Where to go then, on an allowed origin') },
    changes: true,
    topic: 'data',
    async run(context, { userId: user, redirectUrl }): Promise<UserSignIn> {
      const { token } = await context.backend<{ readonly token: string }>('POST /v1/sign_in_tokens', {
        body: { user_id: await context.userId(user), expires_in_seconds: 300 },
      });
      const query = new URLSearchParams({ __clerk_ticket: token, ...(redirectUrl && { redirect_url: redirectUrl }) });
      return { url: `${context.instance.url}/sign-in?${query.toString()}` };
    },
  }),
};
