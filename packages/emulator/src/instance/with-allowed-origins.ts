import { readSettings } from '../store/read-settings.js';
import { defaultSettings } from './default-settings.js';
import type { Instance } from './instance.js';

/** The instance with the origins that its settings allow. It reads one row for each request: another process may change it. */
export async function withAllowedOrigins(instance: Instance): Promise<Instance> {
  try {
    const { allowed_origins: origins } = await readSettings(instance, 'general', defaultSettings.general);
    return origins.length === 0 ? instance : { ...instance, allowedOrigins: [...instance.allowedOrigins, ...origins] };
  } catch {
    // The call reads the database too, and answers that it cannot be used.
    return instance;
  }
}
