import { renderMessagePage } from '../../pages/render-message-page.js';
import { requireTestRun, visitForTestRun, type TestRunRow } from '../../sign-in/test-run.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { orMessagePage } from '../or-message-page.js';

/** Links of a test of an enterprise connection; browsers open them, signed in or not. */
export const testRunVisits = {
  initEnterpriseConnectionTestRun: (call) =>
    orMessagePage(call, 'This test does not work', async () => {
      const ticket = call.query.get('ticket') ?? '';
      const location = await visitForTestRun(call.instance, call.params.enterpriseConnectionID, ticket);
      return new Response(null, { status: 301, headers: { location, 'cache-control': 'no-store' } });
    }),

  getEnterpriseConnectionTestRunResult: (call) =>
    orMessagePage(call, 'This result cannot be shown', async () => {
      const { enterpriseConnectionID: connectionId, testRunID: id } = call.params;
      const run = await requireTestRun(call.instance, { connectionId, id, token: call.query.get('token') ?? '' });
      return renderMessagePage({ status: 200, ...textOf(run) });
    }),
} satisfies FrontendHandlers;

function textOf({ status, profile, error }: TestRunRow): { readonly title: string; readonly text: string } {
  if (status === 'pending') return { title: 'The test has not ended', text: 'Nobody was chosen at the provider yet.' };
  if (error) return { title: 'The test failed', text: `${error.long_message} (${error.code})` };
  const name = [profile?.firstName, profile?.lastName].filter((part) => part).join(' ');
  return {
    title: 'The test was successful',
    text: `The provider returned ${[name, profile?.emailAddress].filter((part) => part).join(', ')}.`,
  };
}
