/** Result of a check whether a proxy for the Frontend API works. */
export interface ProxyCheckJSON {
  readonly object: 'proxy_check';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Domain that was checked. */
  readonly domain_id: string;
  /** When it last ran; Unix time in ms. */
  readonly last_run_at: number | null;
  /** URL that was checked. */
  readonly proxy_url: string;
  /** Whether the proxy answered as it should. */
  readonly successful: boolean;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
}
