import { expect, it } from 'vitest';
import { withRenewedCookies } from '../src/with-renewed-cookies.js';

it('replaces the cookies that the answer sets, and keeps the others', () => {
  const before = 'mine=a=b; __session=old;__session=older; __refresh_x=1';
  expect(
    withRenewedCookies(before, [
      ['set-cookie', '__session=new; Path=/; Secure'],
      ['set-cookie', '__refresh_x=2'],
      ['cache-control', '__session=no cookie'],
    ]),
  ).toBe('mine=a=b; __session=new; __refresh_x=2');
});

it('removes the cookies that the answer removes, and the result of a handshake', () => {
  const before =
    '__clerk_handshake=h; __clerk_handshake_nonce=n; __session=s; __client_uat=1; __clerk_redirect_count=2';
  expect(
    withRenewedCookies(before, [
      ['set-cookie', '__session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT'],
      ['set-cookie', '__client_uat=0; Path=/; Max-Age=31536000'],
      ['set-cookie', '__clerk_redirect_count=2; Max-Age=0; HttpOnly'],
    ]),
  ).toBe('__client_uat=0');
});
