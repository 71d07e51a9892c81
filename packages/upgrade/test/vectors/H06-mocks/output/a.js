jest.mock('@acme/express', () => ({ users: { getUser: jest.fn() } }));
const { clerkClient } = require('@acme/express');

test('a', () => expect(clerkClient.users.getUser).toHaveBeenCalled());
