import { expect } from 'vitest';
import type { Emulator } from '../../src/index.js';

const cookieOf = (answer: Response) => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

/** The cookie of a browser that is signed in at the emulator's own pages. */
export async function signedInCookie({ url }: Emulator): Promise<string> {
  const body = new URLSearchParams({ identifier: 'ada@example.com', password: 'ada-demo-password' });
  return cookieOf(await fetch(`${url}/sign-in`, { method: 'POST', body, redirect: 'manual' }));
}

/** Presses a button of the consent page that an answer leads to. @param name - of the application */
export async function decide(
  { url }: Emulator,
  cookie: string,
  answer: Response,
  { name, decision }: { readonly name: string; readonly decision: 'allow' | 'deny' },
): Promise<Response> {
  const page = answer.headers.get('location') ?? '';
  expect(page).toContain(`${url}/oauth-consent?`);
  const shown = await fetch(page, { headers: { cookie } });
  expect(shown.status).toBe(200);
  expect(await shown.text()).toContain(`Allow ${name}?`);
  const body = new URLSearchParams({ request: new URL(page).search.slice(1), decision });
  return fetch(`${url}/oauth-consent`, { method: 'POST', headers: { cookie }, body, redirect: 'manual' });
}

/** Opens the address that an application sends people to, and allows the access. @returns where the browser goes then */
export async function allowAccess(emulator: Emulator, address: URL, name: string): Promise<URL> {
  const cookie = await signedInCookie(emulator);
  const answer = await fetch(address, { headers: { cookie }, redirect: 'manual' });
  const allowed = await decide(emulator, cookie, answer, { name, decision: 'allow' });
  return new URL(allowed.headers.get('location') ?? '');
}
