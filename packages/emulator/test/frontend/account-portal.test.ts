import { afterEach, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../../src/index.js';

let emulator: Emulator | undefined;
afterEach(() => emulator?.close());

it('redirects only to addresses of allowed origins', async () => {
  const { url } = (emulator = await createEmulator());
  const locationOf = async (query: string) => {
    const { status, headers } = await fetch(`${url}/v1/redirect${query}`, { redirect: 'manual' });
    return [status, headers.get('location')];
  };
  expect(await locationOf('')).toEqual([307, `${url}/`]);
  expect(await locationOf('?redirect_url=')).toEqual([307, `${url}/`]);
  expect(await locationOf('?redirect_url=http%3A%2F%2Flocalhost%3A3000%2Fa%3Fb%3Dc')).toEqual([
    307,
    'http://localhost:3000/a?b=c',
  ]);
  expect(await locationOf('?redirect_url=%2Fuser')).toEqual([307, `${url}/user`]);
  for (const address of [
    'https://evil.example',
    '//evil.example',
    'javascript:alert(1)',
    'http://localhost.evil.example',
  ])
    expect(await locationOf(`?redirect_url=${encodeURIComponent(address)}`)).toEqual([400, null]);
});

it('names the hosted pages', async () => {
  const { url } = (emulator = await createEmulator());
  expect(await (await fetch(`${url}/v1/account_portal`)).json()).toMatchObject({
    object: 'account_portal',
    after_sign_in_url: `${url}/user`,
  });
  expect((await fetch(`${url}/.well-known/webauthn`)).status).toBe(404);
});
