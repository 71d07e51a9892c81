/** Where to manage the webhooks of the instance. */
export interface WebhooksSvixJSON {
  /** URL that signs in to the webhook management, once. */
  readonly svix_url: string;
}
