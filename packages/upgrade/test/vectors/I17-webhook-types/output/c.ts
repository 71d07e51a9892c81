import type { DeletedObjectJSON, UserJSON } from '@acme/express';
import type { SessionWebhookEvent, WebhookEvent } from '@acme/express/webhooks';

export type Kind = WebhookEvent['type'];
export const read = (event: SessionWebhookEvent, data: UserJSON | DeletedObjectJSON) => [event, data];
export const later = (event: import('@acme/express/webhooks').OrganizationWebhookEvent) => event;
