import { emulatorTest } from '../../src/vitest.js';
import { BrowserClient, claimsOf } from './browser-client.js';

const people = Array.from({ length: 50 }, (_, index) => `person${index}@example.com`);
const test = emulatorTest({
  seed: { users: people.map((email_address) => ({ email_address, password: `password of ${email_address}` })) },
});

test('signs in the right person in each of 50 browsers at once', async ({ emulator, expect }) => {
  const results = await Promise.all(
    people.map(async (person) => {
      const browser = new BrowserClient(emulator, { origin: 'http://localhost:3000' });
      const sessionId = await browser.signIn(person, `password of ${person}`);
      const token = await browser.post(`/v1/client/sessions/${sessionId}/tokens`);
      const client = await browser.get('/v1/client');
      return {
        sessions: client.at('response.sessions.length'),
        email: client.at('response.sessions.0.user.email_addresses.0.email_address'),
        claims: claimsOf(token.text('jwt'))['sid'] === sessionId,
        user: claimsOf(token.text('jwt'))['sub'] === client.at('response.sessions.0.user.id'),
      };
    }),
  );
  expect(results).toEqual(people.map((email) => ({ sessions: 1, email, claims: true, user: true })));
});
