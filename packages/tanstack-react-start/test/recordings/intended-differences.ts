import type { AnswerDifference } from 'adapter-kit';

const immutable =
  'a server route that answers with `Response.redirect()` or the answer of `fetch()`, where headers are added';
const withoutDevBrowser = { 'x-clerk-auth-status': 'signed-out', 'x-clerk-auth-reason': 'dev-browser-missing' };

/** The list of intended differences; `docs/differences.md` has each row of it. */
export const intendedDifferences: readonly AnswerDifference[] = [
  {
    row: 'an answer that sets cookies of a session (refreshed, or after a handshake)',
    recordings: ['document, expired cookie, refresh cookie', 'server function GET, expired refresh'],
    headers: { 'cache-control': 'private, no-store' },
  },
  {
    row: 'handshake token that is malformed, forged or expired',
    recordings: ['document, handshake return with bogus token'],
    status: 200,
    headers: {
      'content-type': 'text/html',
      'x-clerk-auth-status': 'signed-out',
      'x-clerk-auth-reason': 'session-token-and-uat-missing',
    },
    body: 'any',
  },
  {
    row: '`Authorization: bearer …`, in any letter case, with any number of spaces or tabs',
    recordings: ['server route, bearer lower-case'],
    headers: { 'x-clerk-auth-status': null, 'x-clerk-auth-reason': null },
    body: 'any',
  },
  {
    row: immutable,
    recordings: ['route kind immutable-redirect, signed out'],
    status: 302,
    headers: { ...withoutDevBrowser, 'content-type': null },
    location: { to: 'http://127.0.0.1:9/elsewhere', query: [] },
    body: 'any',
  },
  {
    row: immutable,
    recordings: ['route kind fetched, signed out'],
    status: 200,
    headers: { ...withoutDevBrowser, 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: 'any',
  },
];
