import { isAllowedOrigin } from '../http/check-redirect-url.js';
import { instanceSettings } from './instance-settings.js';
import type { Instance } from './instance.js';

/** The instance with the origins that its settings allow, for a call from a page that the options do not allow. */
export async function withAllowedOrigins(instance: Instance, origin: string | null): Promise<Instance> {
  if (origin === null || isAllowedOrigin(instance, origin)) return instance;
  try {
    const { general } = await instanceSettings(instance);
    return { ...instance, allowedOrigins: [...instance.allowedOrigins, ...general.allowed_origins] };
  } catch {
    // The page is not allowed. The call reads the database too, and answers that it cannot be used.
    return instance;
  }
}
