import type { UserJSON } from '@acme/backend/wire';
import type { PageAction } from '../layout/dashboard-page.js';
import { jsonText } from '../layout/json-text.js';
import { changedValues } from '../layout/seen-values.js';

/** The page of a user. */
export const userPath = (userId: string): string => `/dashboard/users/${encodeURIComponent(userId)}`;

/**
 * Signs this browser in as a user: it goes to an address that works once. Only a form of the emulator's own pages gets here, see
 * `refuse-strangers.ts`.
 */
export const signInAs: PageAction = async (call) => {
  const { url } = await call.run('users.signIn', { userId: call.sent('userId') ?? call.pathPart('userId') });
  const { pathname, search } = new URL(url);
  return new Response(null, {
    status: 303,
    headers: { location: `${pathname}${search}`, 'cache-control': 'no-store' },
  });
};

const userIdOf = (call: Parameters<PageAction>[0]) => call.pathPart('userId');

/** What the form of the profile shows. */
export function profileValues(user: UserJSON) {
  return { firstName: user.first_name ?? '', lastName: user.last_name ?? '', username: user.username ?? '' };
}

/** What the form of the metadata shows. */
export function metadataValues(user: UserJSON) {
  return {
    publicMetadata: jsonText(user.public_metadata),
    privateMetadata: jsonText(user.private_metadata),
    unsafeMetadata: jsonText(user.unsafe_metadata),
  };
}

/** What the page of a user does. */
export const userActions: Readonly<Record<string, PageAction>> = {
  signIn: signInAs,

  async edit(call) {
    const userId = userIdOf(call);
    const changed = changedValues(call, profileValues(await call.run('users.get', { userId })));
    await call.run('users.edit', { userId, ...changed, password: call.sent('password')?.trim() });
    return { note: 'The profile was saved.' };
  },

  async editMetadata(call) {
    const userId = userIdOf(call);
    const changed = changedValues(call, metadataValues(await call.run('users.get', { userId })));
    await call.run('users.edit', { userId, ...changed });
    return { note: 'The metadata was saved.' };
  },

  async ban(call) {
    await call.run('users.ban', { userId: userIdOf(call) });
    return { note: 'The user is banned, and all sessions ended.' };
  },

  async unban(call) {
    await call.run('users.unban', { userId: userIdOf(call) });
    return { note: 'The user may sign in again.' };
  },

  async lock(call) {
    await call.run('users.lock', { userId: userIdOf(call) });
    return { note: 'The user is locked, as after too many wrong passwords.' };
  },

  async unlock(call) {
    await call.run('users.unlock', { userId: userIdOf(call) });
    return { note: 'The user is unlocked.' };
  },

  async delete(call) {
    await call.run('users.delete', { userId: userIdOf(call) });
    return { to: '/dashboard/users', note: 'The user was deleted.' };
  },

  async addEmailAddress(call) {
    const emailAddress = call.sent('emailAddress')?.trim();
    await call.run('emailAddresses.add', {
      userId: userIdOf(call),
      emailAddress,
      verified: call.isChecked('verified'),
    });
    return { note: 'The e-mail address was added.' };
  },

  async addPhoneNumber(call) {
    const phoneNumber = call.sent('phoneNumber')?.trim();
    await call.run('phoneNumbers.add', { userId: userIdOf(call), phoneNumber, verified: call.isChecked('verified') });
    return { note: 'The phone number was added.' };
  },

  async changeAddress(call) {
    const id = call.sent('id');
    const change = { verified: call.sent('verified'), primary: call.sent('primary') };
    if (call.sent('kind') === 'phone') await call.run('phoneNumbers.edit', { phoneNumberId: id, ...change });
    else await call.run('emailAddresses.edit', { emailAddressId: id, ...change });
    return { note: 'The address was changed.' };
  },

  async deleteAddress(call) {
    const id = call.sent('id');
    if (call.sent('kind') === 'phone') await call.run('phoneNumbers.delete', { phoneNumberId: id });
    else await call.run('emailAddresses.delete', { emailAddressId: id });
    return { note: 'The address was removed.' };
  },

  async addMember(call) {
    const [organizationId, role] = [call.sent('organizationId')?.trim(), call.sent('role')];
    await call.run('organizations.addMember', { organizationId, userId: userIdOf(call), role });
    return { note: 'The user was added to the organization.' };
  },

  async changeRole(call) {
    const [organizationId, role] = [call.sent('organizationId'), call.sent('role')];
    await call.run('organizations.changeRole', { organizationId, userId: userIdOf(call), role });
    return { note: 'The role was changed.' };
  },

  async removeMember(call) {
    const organizationId = call.sent('organizationId');
    await call.run('organizations.removeMember', { organizationId, userId: userIdOf(call) });
    return { note: 'The user is no longer a member of the organization.' };
  },

  async revoke(call) {
    await call.run('sessions.revoke', { sessionId: call.sent('sessionId') });
    return { note: 'The session was revoked.' };
  },
};
