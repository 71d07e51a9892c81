jest.mock('@clerk/clerk-sdk-node', () => ({ users: { getUser: jest.fn() } }));
const { users } = require('@clerk/clerk-sdk-node');

test('a', () => expect(users.getUser).toHaveBeenCalled());
