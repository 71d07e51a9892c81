import type { AuthObject, Organization, User } from '@acme/express';
import type { UserWebhookEvent, WebhookEventType } from '@acme/express/webhooks';
export const kind = (e: UserWebhookEvent, t: WebhookEventType, u: User, o: Organization, a: AuthObject) => e.type;
