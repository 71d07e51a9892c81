import type { SessionJSON } from '@acme/backend/wire';
import { control } from '../control.js';
import { fields } from '../control-field.js';
import { controlPage, pageFields, type ControlPage } from './control-page.js';

const sessionId = fields.required(fields.text('Id of the session'));

/** A session, and what its next token would say. */
export interface ShownSession extends SessionJSON {
  readonly token: { readonly header: object; readonly claims: object } | undefined;
}

/** Controls of sessions. */
export const sessionControls = {
  'sessions.list': control({
    summary: 'Lists the sessions of a user, or of everybody, the newest first.',
    fields: { userId: fields.text('Id, e-mail address, phone number or user name of the user'), ...pageFields },
    changes: false,
    async run(context, { userId, limit = 20, offset = 0 }): Promise<ControlPage<SessionJSON>> {
      const user_id = userId === undefined ? undefined : await context.userId(userId);
      const { data, total_count } = await context.backend<{
        readonly data: readonly SessionJSON[];
        readonly total_count: number;
      }>('GET /v1/sessions', { query: { user_id, limit, offset, paginated: true } });
      return controlPage(data, total_count);
    },
  }),
  'sessions.get': control({
    summary: 'Shows a session with the decoded claims of its token.',
    fields: { sessionId },
    changes: false,
    async run(context, input): Promise<ShownSession> {
      const session = await context.backend<SessionJSON>(`GET /v1/sessions/${encodeURIComponent(input.sessionId)}`);
      return { ...session, token: await context.sessionClaims(session.id) };
    },
  }),
  'sessions.create': control({
    summary: 'Signs a user in without a browser, and answers the cookies and the token.',
    fields: {
      userId: fields.required(fields.text('Id, e-mail address, phone number or user name of the user')),
      origin: fields.text('Origin of the application, such as http://localhost:3000'),
    },
    changes: true,
    topic: 'data',
    run: async (context, { userId, origin }) => context.signIn(await context.userId(userId), { origin }),
  }),
  'sessions.revoke': control({
    summary: 'Ends a session.',
    fields: { sessionId },
    changes: true,
    topic: 'data',
    run: (context, input): Promise<SessionJSON> =>
      context.backend(`POST /v1/sessions/${encodeURIComponent(input.sessionId)}/revoke`),
  }),
};
