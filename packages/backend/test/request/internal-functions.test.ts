import { describe, expect, it } from 'vitest';
import { createClerkRequest, getAuthObjectFromJwt } from '../../src/internal.js';

describe('createClerkRequest', () => {
  it('copies method, headers, redirect and signal of a request, and leaves its body alone', async () => {
    const controller = new AbortController();
    const original = new Request('https://app.example.com/page?a=1', {
      method: 'POST',
      headers: { 'x-test': 'yes', cookie: 'a=1; b=2' },
      body: 'text',
      redirect: 'manual',
      signal: controller.signal,
    });
    const made = createClerkRequest(original);
    expect([made.url, made.method, made.headers.get('x-test'), made.redirect]).toEqual([
      'https://app.example.com/page?a=1',
      'POST',
      'yes',
      'manual',
    ]);
    expect([...made.cookies]).toEqual([
      ['a', '1'],
      ['b', '2'],
    ]);
    expect(made.body).toBeNull();
    expect(await original.text()).toBe('text');
    controller.abort();
    expect(made.signal.aborted).toBe(true);
  });

  it('takes what is given beside a request in place of its own', () => {
    const original = new Request('https://app.example.com/', { method: 'POST', headers: { 'x-test': 'yes' } });
    const made = createClerkRequest(original, { method: 'PUT' });
    expect([made.method, made.headers.get('x-test')]).toEqual(['PUT', null]);
  });

  it('takes addresses, as text and as a URL', () => {
    expect(createClerkRequest('https://app.example.com/a').clerkUrl.pathname).toBe('/a');
    const made = createClerkRequest(new URL('https://app.example.com/b'), {
      headers: { 'x-forwarded-host': 'a.example' },
    });
    expect(made.clerkUrl.href).toBe('https://a.example/b');
    expect(made.clerkUrl.isCrossOrigin('https://a.example/other')).toBe(false);
    expect(made.clerkUrl.isCrossOrigin(new URL('https://b.example/'))).toBe(true);
  });

  it('gives back one that it made', () => {
    const made = createClerkRequest('https://app.example.com/');
    expect(createClerkRequest(made)).toBe(made);
    expect(made).toBeInstanceOf(Request);
  });

  it('becomes JSON with the public address, headers and cookies', () => {
    const made = createClerkRequest('https://app.example.com/', { headers: { cookie: 'a=1' } });
    expect(JSON.parse(JSON.stringify(made))).toEqual({
      url: 'https://app.example.com/',
      method: 'GET',
      headers: '{"cookie":"a=1"}',
      clerkUrl: 'https://app.example.com/',
      cookies: '{"a":"1"}',
    });
  });
});

describe('getAuthObjectFromJwt', () => {
  const jwt = (sts?: string) => ({
    raw: { text: 'token' },
    payload: {
      sub: 'user_1',
      sid: 'sess_1',
      iss: 'https://clerk.example.com',
      iat: 1,
      nbf: 1,
      exp: 2,
      ...(sts && { sts }),
    },
  });
  const auth = (sts: string | undefined, options: Record<string, boolean>) => getAuthObjectFromJwt(jwt(sts), options);

  it('counts a pending session as signed out, unless that is not wanted', () => {
    expect(auth('pending', {})).toMatchObject({ isAuthenticated: false, userId: null, sessionStatus: 'pending' });
    expect(auth('pending', { treatPendingAsSignedOut: true })).toMatchObject({ userId: null });
    expect(auth('pending', { treatPendingAsSignedOut: false })).toMatchObject({
      userId: 'user_1',
      sessionStatus: 'pending',
    });
  });

  it('counts every other session as signed in', () => {
    for (const status of ['active', undefined])
      for (const treatPendingAsSignedOut of [true, false])
        expect(auth(status, { treatPendingAsSignedOut })).toMatchObject({
          isAuthenticated: true,
          userId: 'user_1',
          sessionId: 'sess_1',
        });
  });

  it('gives the token that it was made from', async () => {
    expect(await auth('active', {}).getToken()).toBe('token');
  });
});
