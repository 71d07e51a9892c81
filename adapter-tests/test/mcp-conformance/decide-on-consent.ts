import type { Emulator } from '@acme/emulator';
import { expect } from 'vitest';

const cookieOf = (answer: Response) => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

/**
 * Signs Ada in on the pages of the emulator, and presses a button of the consent page.
 * @param address - to which an application sends the browser
 * @returns where the browser goes then
 */
export async function decideOnConsent(
  { url }: Pick<Emulator, 'url'>,
  address: URL,
  decision: 'allow' | 'deny',
): Promise<URL> {
  const person = new URLSearchParams({ identifier: 'ada@example.com', password: 'ada-demo-password' });
  const cookie = cookieOf(await fetch(`${url}/sign-in`, { method: 'POST', body: person, redirect: 'manual' }));
  const answer = await fetch(address, { headers: { cookie }, redirect: 'manual' });
  const page = new URL(answer.headers.get('location') ?? '');
  expect(page.pathname).toBe('/oauth-consent');
  const body = new URLSearchParams({ request: page.search.slice(1), decision });
  const headers = { cookie, origin: url };
  const decided = await fetch(`${url}/oauth-consent`, { method: 'POST', headers, body, redirect: 'manual' });
  return new URL(decided.headers.get('location') ?? '');
}
