import type { WebhooksSvixJSON } from '../../wire/webhooks-svix.js';
import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';

/** Webhook delivery by Svix. */
export interface WebhooksApi {
  /**
   * Makes a Svix application for the instance.
   * @throws {ClerkAPIResponseError} 400
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /webhooks/svix}
   */
  createSvixApp(options?: CallOptions): Promise<WebhooksSvixJSON>;
  /**
   * Makes a URL that signs in to the Svix dashboard, once.
   * @throws {ClerkAPIResponseError} 400
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /webhooks/svix_url}
   */
  generateSvixAuthURL(options?: CallOptions): Promise<WebhooksSvixJSON>;
  /**
   * Deletes the Svix application of the instance. Webhooks stop.
   * @throws {ClerkAPIResponseError} 400
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /webhooks/svix}
   */
  deleteSvixApp(options?: CallOptions): Promise<void>;
}

/** Routes of {@link WebhooksApi}. */
export const webhooks = endpoints<WebhooksApi>()({
  createSvixApp: 'POST /webhooks/svix',
  generateSvixAuthURL: 'POST /webhooks/svix_url',
  deleteSvixApp: 'DELETE /webhooks/svix',
});
