import type { AnswerDifference } from 'adapter-kit';

const renewed = ['__client_uat', '__client_uat_*', '__clerk_redirect_count', '__refresh_*', '__session', '__session_*'];

/** The list of intended differences; `docs/differences.md` has each row of it. */
export const intendedDifferences: readonly AnswerDifference[] = [
  {
    row: 'an answer that renews cookies',
    recordings: ['refresh: refresh ok'],
    headers: { 'cache-control': 'private, no-store' },
    cookies: [...renewed].sort(),
  },
  {
    row: 'an answer that renews cookies',
    recordings: ['refresh: own'],
    headers: { 'cache-control': 'private, no-store' },
    cookies: [...renewed, 'a', 'mine'].sort(),
  },
  {
    row: 'an option that is not known',
    recordings: ['opt unknown'],
    status: 500,
    headers: { 'cache-control': 'no-cache', 'x-clerk-auth-status': null, 'x-clerk-auth-reason': null },
    body: 'any',
  },
  {
    row: '`frontendApiProxy`',
    recordings: ['opt frontendApiProxy'],
    status: 502,
    headers: { 'cache-control': 'no-store', 'x-clerk-auth-status': null, 'x-clerk-auth-reason': null },
  },
];
