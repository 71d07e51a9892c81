import { describe, expect, it } from 'vitest';
import { withHeaders } from '../../src/web/with-headers.js';

const cookies = [
  ['set-cookie', 'a=1; Path=/'],
  ['set-cookie', 'b=2; Path=/'],
  ['x-clerk-auth-status', 'signed-out'],
] as const;

describe('withHeaders', () => {
  it('adds to a response that the application made, and keeps what it has', async () => {
    const own = new Response('page', { status: 201, headers: { 'set-cookie': 'mine=1', 'x-own': 'yes' } });
    const answer = withHeaders(own, cookies);
    expect(answer).toBe(own);
    expect(answer.headers.getSetCookie()).toEqual(['mine=1', 'a=1; Path=/', 'b=2; Path=/']);
    expect([answer.status, answer.headers.get('x-own'), await answer.text()]).toEqual([201, 'yes', 'page']);
  });

  it('replaces the headers of another decision about the state', () => {
    const own = new Response('page', {
      headers: { 'x-clerk-auth-status': 'signed-in', 'x-clerk-auth-reason': 'other' },
    });
    const answer = withHeaders(own, [...cookies, ['x-own', 'x-clerk-auth-']]);
    expect(answer.headers.get('x-clerk-auth-status')).toBe('signed-out');
    expect(withHeaders(answer, [['x-own', 'two']]).headers.get('x-own')).toBe('x-clerk-auth-, two');
  });

  it('copies a response whose headers cannot be changed', () => {
    const redirect = Response.redirect('https://app.example.com/next', 303);
    const answer = withHeaders(redirect, cookies);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, 'https://app.example.com/next']);
    expect(answer.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2; Path=/']);
  });

  it('adds nothing of one person to a response that the application keeps for all', () => {
    const kept = new Response(null, { status: 204, headers: { 'x-own': 'yes' } });
    const answers = ['ada', 'grace'].map((name) => withHeaders(kept, [['set-cookie', `__session=${name}`]]));
    expect(answers.map(({ headers }) => headers.getSetCookie())).toEqual([['__session=ada'], ['__session=grace']]);
    expect([...kept.headers.keys()]).toEqual(['x-own']);
    expect(answers.map(({ status, headers }) => [status, headers.get('x-own')])).toEqual([
      [204, 'yes'],
      [204, 'yes'],
    ]);
  });

  it('keeps what a framework has added to a response without a body', () => {
    const redirect = Object.assign(new Response(null, { status: 307 }), { options: { to: '/next' } });
    expect(withHeaders(redirect, cookies)).toBe(redirect);
  });

  it('leaves a response alone where there is nothing to add', () => {
    const redirect = Response.redirect('https://app.example.com/next');
    expect(withHeaders(redirect, [])).toBe(redirect);
  });

  it.each([
    ['its own', () => new Response('page', { headers: { 'cache-control': 'public, s-maxage=600' } })],
    [
      'one with rules for some caches',
      () => new Response('page', { headers: { 'CDN-Cache-Control': 'max-age=9', 'Surrogate-Control': 'max-age=9' } }),
    ],
    ['one whose headers cannot be changed', () => fetch('data:text/plain,page')],
  ])('lets no cache keep an answer that sets cookies: %s', async (_, responseOf) => {
    const answer = withHeaders(await responseOf(), [...cookies, ['cache-control', 'private, no-store']]);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect([...answer.headers.keys()].filter((name) => /cdn|surrogate/.test(name))).toEqual([]);
    expect(answer.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2; Path=/']);
    expect(await answer.text()).toBe('page');
  });
});
