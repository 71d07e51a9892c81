import type { WebhookEvent as Event, UserJSON, DeletedObjectJSON } from '@clerk/clerk-sdk-node';
import type * as sdk from '@clerk/clerk-sdk-node';

export type Kind = Event['type'];
export const read = (event: sdk.SessionWebhookEvent, data: UserJSON | DeletedObjectJSON) => [event, data];
export const later = (event: import('@clerk/clerk-sdk-node').OrganizationWebhookEvent) => event;
