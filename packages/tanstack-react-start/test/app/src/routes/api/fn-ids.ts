import { createFileRoute } from '@tanstack/react-router';
import { act, change, loadProfile, requireUser, whoAmI } from '../../server-functions';

const urlOf = (call: unknown) => (call as { readonly url: string }).url;

/** The addresses of the server functions, which a build makes up. */
export const Route = createFileRoute('/api/fn-ids')({
  server: {
    handlers: {
      GET: () =>
        Response.json({
          whoAmI: urlOf(whoAmI),
          act: urlOf(act),
          requireUser: urlOf(requireUser),
          loadProfile: urlOf(loadProfile),
          change: urlOf(change),
        }),
    },
  },
});
