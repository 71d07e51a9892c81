import { webhooks as webhooksEndpoints } from '@acme/backend/endpoints';
import { ApiError, NotFoundError } from '../../errors/api-error.js';
import { oneAtATime } from '../../store/one-at-a-time.js';
import { readSettings, storeSettings } from '../../store/read-settings.js';
import { answers } from '../backend-route.js';

const none = { exists: false };

/** `emulator.webhooks` delivers events, without Svix. These answers exist so that set-up scripts run. */
export const webhookRoutes = answers(webhooksEndpoints, {
  createSvixApp: (context) =>
    oneAtATime(context.db, 'svix', async () => {
      if ((await readSettings(context, 'svix', none)).exists)
        throw new ApiError(400, 'svix_app_exists', 'There is a Svix app already.');
      await storeSettings(context, 'svix', { exists: true });
      return { svix_url: `${context.url}/` };
    }),
  generateSvixAuthURL: async (context) => {
    if (!(await readSettings(context, 'svix', none)).exists) throw new NotFoundError('There is no Svix app.');
    return { svix_url: `${context.url}/` };
  },
  deleteSvixApp: async (context) => {
    if (!(await readSettings(context, 'svix', none)).exists) throw new NotFoundError('There is no Svix app.');
    await storeSettings(context, 'svix', { exists: false });
    return undefined;
  },
});
