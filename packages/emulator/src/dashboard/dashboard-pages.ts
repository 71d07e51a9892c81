import { inboxPages } from './activity/inbox-pages.js';
import { requestPages } from './activity/request-pages.js';
import { webhookPages } from './activity/webhook-pages.js';
import type { DashboardPage } from './layout/dashboard-page.js';
import { newUserPage } from './people/new-user-page.js';
import { organizationListPage } from './people/organization-list-page.js';
import { organizationPage } from './people/organization-page.js';
import { sessionPage } from './people/session-page.js';
import { userListPage } from './people/user-list-page.js';
import { userPage } from './people/user-page.js';
import { clockPage } from './service/clock-page.js';
import { connectionPage } from './service/connection-page.js';
import { emulatedPage } from './service/emulated-page.js';
import { faultPage } from './service/fault-page.js';
import { keyPage } from './service/key-page.js';
import { overviewPage } from './service/overview-page.js';
import { settingsPage } from './service/settings-page.js';
import { snapshotPage } from './service/snapshot-page.js';

/** All pages. A path with a fixed last part is listed before one where it differs. */
export const dashboardPages: readonly DashboardPage[] = [
  overviewPage,
  userListPage,
  newUserPage,
  userPage,
  sessionPage,
  organizationListPage,
  organizationPage,
  ...requestPages,
  ...inboxPages,
  ...webhookPages,
  keyPage,
  settingsPage,
  clockPage,
  faultPage,
  snapshotPage,
  connectionPage,
  emulatedPage,
];
