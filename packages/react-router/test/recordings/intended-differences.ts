import type { AnswerDifference } from 'adapter-kit';

const immutable = 'a loader that returns `Response.redirect()` or the answer of `fetch()`, where headers are added';
const withoutDevBrowser = { 'x-clerk-auth-status': 'signed-out', 'x-clerk-auth-reason': 'dev-browser-missing' };

/** The list of intended differences; `docs/differences.md` has each row of it. */
export const intendedDifferences: readonly AnswerDifference[] = [
  {
    row: 'an answer that sets cookies of a session (refreshed, or after a handshake)',
    recordings: ['document, expired cookie, refresh cookie', 'data, expired with refresh'],
    headers: { 'cache-control': 'private, no-store' },
  },
  {
    row: 'handshake token that is malformed, forged or expired',
    recordings: ['document, handshake return with bogus token'],
    status: 200,
    headers: { 'x-clerk-auth-status': 'signed-out', 'x-clerk-auth-reason': 'session-token-and-uat-missing' },
  },
  {
    row: '`Authorization: bearer …`, in any letter case, with any number of spaces or tabs',
    recordings: ['resource, bearer lower-case scheme'],
    headers: { 'x-clerk-auth-status': null, 'x-clerk-auth-reason': null },
    body: 'any',
  },
  {
    row: immutable,
    recordings: ['resource kind immutable-redirect, signed out (headers to append)'],
    status: 302,
    headers: { ...withoutDevBrowser, 'content-type': null },
    location: { to: 'http://127.0.0.1:9/elsewhere', query: [] },
    body: 'any',
  },
  {
    row: immutable,
    recordings: ['resource kind fetched, signed out (headers to append)'],
    status: 200,
    headers: { ...withoutDevBrowser, 'content-type': 'application/json', 'cache-control': 'no-store' },
  },
  {
    row: '`rootAuthLoader()` whose callback gives a list or a text',
    recordings: [
      'root form array: data',
      'root form array: document',
      'root form string: data',
      'root form string: document',
    ],
    status: 500,
  },
];
