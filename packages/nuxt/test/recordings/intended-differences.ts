import type { AnswerDifference } from 'adapter-kit';

/** The list of intended differences; `docs/differences.md` has each row of it. */
export const intendedDifferences: readonly AnswerDifference[] = [
  {
    row: 'an answer that sets cookies of a session (refreshed, or after a handshake)',
    recordings: ['refresh: refresh ok', 'refresh: own'],
    headers: { 'cache-control': 'private, no-store' },
  },
  { row: 'an option that is not known', recordings: ['opt unknown'], status: 500, body: 'any' },
];
