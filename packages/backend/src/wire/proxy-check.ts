/** Result of a check whether a proxy for the Frontend API works. */
export interface ProxyCheckJSON {
  readonly object: 'proxy_check';
  readonly id: string;
  readonly domain_id: string;
  readonly last_run_at: number | null;
  readonly proxy_url: string;
  readonly successful: boolean;
  readonly created_at: number;
  readonly updated_at: number;
}
