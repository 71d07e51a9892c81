import type { Emulator } from '../src/index.js';

/** An input that a control accepts, after what it needs was made. */
type RightInput = (emulator: Emulator) => object | Promise<object>;

const ada = { userId: 'ada@example.com' };
const moon = { organizationId: 'moon-landing' };
const none = () => ({});

const sessionOf = async (emulator: Emulator) => ({ sessionId: (await emulator.signIn('ada@example.com')).sessionId });

async function addressOf({ controls }: Emulator): Promise<object> {
  const user = await controls.users.get(ada);
  return { emailAddressId: user.email_addresses[0]?.id, verified: true };
}

async function phoneOf({ controls }: Emulator): Promise<object> {
  const user = await controls.users.get({ userId: 'katherine' });
  return { phoneNumberId: user.phone_numbers[0]?.id, verified: true };
}

async function requestId(emulator: Emulator): Promise<object> {
  await fetch(`${emulator.url}/v1/jwks`);
  return { requestId: emulator.requests.all.at(-1)?.id };
}

async function eventId({ controls }: Emulator): Promise<object> {
  await controls.users.lock(ada);
  const { data } = await controls.webhooks.messages();
  return { messageId: data[0]?.id };
}

async function messageId({ controls }: Emulator): Promise<object> {
  await controls.organizations.invite({ ...moon, emailAddress: 'new@example.com' });
  const { data } = await controls.inbox.list();
  return { messageId: data[0]?.id };
}

function endpoint({ webhooks }: Emulator): object {
  const url = 'http://localhost:1/hook';
  webhooks.add({ url });
  return { url };
}

async function snapshot({ controls }: Emulator): Promise<object> {
  await controls.snapshots.save({ name: 'kept' });
  return { name: 'kept' };
}

/** By the name of the control. */
export const controlInputs: Readonly<Record<string, RightInput>> = {
  'users.list': () => ({ query: 'ada', limit: '5', offset: 0 }),
  'users.get': () => ada,
  'users.create': () => ({ emailAddress: `${crypto.randomUUID()}@example.com`, password: 'long enough 1' }),
  'users.edit': () => ({ ...ada, firstName: '', publicMetadata: '{"a":1}' }),
  'users.delete': () => ada,
  'users.ban': () => ada,
  'users.unban': () => ada,
  'users.lock': () => ada,
  'users.unlock': () => ada,
  'users.memberships': () => ada,
  'users.signIn': () => ({ ...ada, redirectUrl: 'http://localhost:3000/' }),
  'emailAddresses.add': () => ({ ...ada, emailAddress: 'second@example.com' }),
  'emailAddresses.edit': addressOf,
  'emailAddresses.delete': async (emulator) => {
    const { emailAddressId } = (await addressOf(emulator)) as { readonly emailAddressId?: string };
    return { emailAddressId };
  },
  'phoneNumbers.add': () => ({ ...ada, phoneNumber: '+15555550123' }),
  'phoneNumbers.edit': phoneOf,
  'phoneNumbers.delete': async (emulator) => {
    const { phoneNumberId } = (await phoneOf(emulator)) as { readonly phoneNumberId?: string };
    return { phoneNumberId };
  },
  'sessions.list': () => ada,
  'sessions.get': sessionOf,
  'sessions.create': () => ({ ...ada, origin: 'http://localhost:3000' }),
  'sessions.revoke': sessionOf,
  'organizations.list': () => ({ query: 'moon' }),
  'organizations.get': () => moon,
  'organizations.create': () => ({ name: 'New', createdBy: 'ada' }),
  'organizations.edit': () => ({ ...moon, name: 'Renamed' }),
  'organizations.delete': () => moon,
  'organizations.members': () => moon,
  'organizations.addMember': () => ({ ...moon, ...ada, role: 'org:admin' }),
  'organizations.changeRole': () => ({ ...moon, userId: 'katherine', role: 'org:admin' }),
  'organizations.removeMember': () => ({ ...moon, userId: 'katherine' }),
  'organizations.invitations': () => ({ ...moon, status: 'pending' }),
  'organizations.invite': () => ({ ...moon, emailAddress: 'new@example.com' }),
  'organizations.revokeInvitation': async ({ controls }) => {
    const { id } = await controls.organizations.invite({ ...moon, emailAddress: 'new@example.com' });
    return { ...moon, invitationId: id };
  },
  'roles.list': none,
  'apiKeys.list': () => ({ subject: 'katherine' }),
  'apiKeys.create': () => ({ subject: 'ada', name: 'Key', scopes: 'read, write', expiresInSeconds: '60' }),
  'apiKeys.revoke': async ({ controls }) => ({ apiKeyId: (await controls.apiKeys.list()).data[0]?.id }),
  'oauthTokens.create': () => ({ ...ada, scopes: 'read, write', jkt: 'A'.repeat(43), format: 'jwt' }),
  'machines.list': none,
  'machines.create': () => ({ name: 'worker' }),
  'machines.delete': async ({ controls }) => ({ machineId: (await controls.machines.create({ name: 'old' })).id }),
  'inbox.list': () => ({ to: 'new@example.com' }),
  'inbox.get': messageId,
  'inbox.clear': none,
  'requests.list': () => ({ method: 'GET', path: '/v1', status: 4, since: 0 }),
  'requests.get': requestId,
  'requests.clear': none,
  'webhooks.endpoints': none,
  'webhooks.addEndpoint': () => ({ url: 'http://localhost:1/hook', events: ['user.created'] }),
  'webhooks.removeEndpoint': endpoint,
  'webhooks.messages': none,
  'webhooks.message': eventId,
  'webhooks.deliveries': none,
  'webhooks.resend': eventId,
  'clock.get': none,
  'clock.advance': () => ({ by: '-1.5h' }),
  'clock.set': () => ({ time: '2030-01-01T00:00:00Z' }),
  'clock.freeze': none,
  'clock.unfreeze': none,
  'clock.reset': none,
  'faults.list': none,
  'faults.add': () => ({
    path: '/v1/users',
    status: '503',
    times: '1',
    headers: '{"retry-after":"1"}',
    truncate: 'on',
  }),
  'faults.remove': ({ faults }) => ({ faultId: faults.add({ status: 500, path: '/nowhere' }).id }),
  'faults.clear': none,
  'settings.get': none,
  'settings.change': () => ({ change: { sign_up: { mode: 'restricted' } } }),
  'snapshots.list': none,
  'snapshots.save': () => ({ name: 'first' }),
  'snapshots.restore': snapshot,
  'snapshots.delete': snapshot,
  'state.reset': none,
  'state.export': none,
  'state.import': async (emulator) => ({ dump: await emulator.export() }),
  'state.seed': () => ({ seed: 'users:\n  - username: nobody\n', source: 'seed.yaml' }),
  'connection.get': () => ({ framework: 'nextjs' }),
  'capabilities.list': none,
};
