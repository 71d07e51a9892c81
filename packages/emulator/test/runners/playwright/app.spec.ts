import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClerkClient } from '@acme/backend';
import { expect, test as base } from '@acme/emulator/playwright';

/** A small application that greets whoever is signed in. */
const test = base.extend<object, { appUrl: string }>({
  appUrl: [
    async ({ emulator }, use) => {
      const client = createClerkClient({
        secretKey: emulator.secretKey,
        publishableKey: emulator.publishableKey,
        apiUrl: emulator.url,
      });
      const server = createServer((incoming, outgoing) => {
        const url = `http://${incoming.headers.host ?? ''}${incoming.url ?? ''}`;
        const request = new Request(url, { headers: { cookie: incoming.headers.cookie ?? '' } });
        void client.authenticateRequest(request, { jwtKey: emulator.jwtKey }).then((state) => {
          outgoing.setHeader('content-type', 'text/html').end(`<h1>${state.toAuth()?.userId ?? 'signed out'}</h1>`);
        });
      });
      await new Promise<void>((resolve) => void server.listen(0, 'localhost', () => resolve()));
      await use(`http://localhost:${(server.address() as AddressInfo).port}`);
      server.close();
    },
    { scope: 'worker' },
  ],
});

for (const name of ['ada', 'grace', 'alan']) {
  test(`greets ${name}`, async ({ page, appUrl, signIn }) => {
    await page.goto(appUrl);
    await expect(page.getByRole('heading')).toHaveText('signed out');
    const { userId } = await signIn(`${name}@example.com`, appUrl);
    await page.goto(appUrl);
    await expect(page.getByRole('heading')).toHaveText(userId);
  });

  test(`starts with the seed, which ${name} is part of`, async ({ emulator }) => {
    const client = createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url });
    const { data } = await client.users.getUserList({ emailAddress: [`${name}@example.com`] });
    expect(data).toHaveLength(1);
    await client.users.deleteUser(data[0]?.id ?? '');
  });
}
