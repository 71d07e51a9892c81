import type { ProxyCheckJSON } from '../../wire/proxy-check.js';
import { resource } from '../resource.js';

/** Result of a check whether a proxy for the Frontend API works. */
export class ProxyCheck {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Domain that was checked. */
  declare readonly domainId: string;
  /** When it last ran; Unix time in ms. */
  declare readonly lastRunAt: number | null;
  /** URL that was checked. */
  declare readonly proxyUrl: string;
  /** Whether the proxy answered as it should. */
  declare readonly successful: boolean;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
}

/** Reads `ProxyCheckJSON`. */
export const proxyCheck = resource<ProxyCheckJSON>()('proxy_check', ProxyCheck, [
  'id',
  'domainId',
  'lastRunAt',
  'proxyUrl',
  'successful',
  'createdAt',
  'updatedAt',
]);
