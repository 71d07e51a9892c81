import { isJsonObject, type JsonObject } from '../store/json-object.js';
import { oneAtATime } from '../store/one-at-a-time.js';
import { listSettings, storeSettings } from '../store/read-settings.js';
import { creatorRole, defaultProvider, defaultSettings } from './default-settings.js';
import type { Instance } from './instance.js';
import type { AttributeName, InstanceSettings, SettingsChange } from './settings-change.js';

export { creatorRole };
export type { AttributeName, InstanceSettings };

/** The settings of the instance: the defaults, overridden by stored changes. Every check reads them here. */
export async function instanceSettings({ db }: Pick<Instance, 'db'>): Promise<InstanceSettings> {
  const stored = Object.entries(await listSettings(db)).filter(([part]) => Object.hasOwn(defaultSettings, part));
  return overrideSettings(defaultSettings, Object.fromEntries(stored));
}

/**
 * Changes settings.
 * @param change - of the right form: `findWrongSetting` checks it
 * @returns all settings
 */
export async function changeInstanceSettings(
  instance: Pick<Instance, 'db' | 'now' | 'createId'>,
  change: SettingsChange,
): Promise<InstanceSettings> {
  return oneAtATime(instance.db, 'settings', async () => {
    const stored = await listSettings(instance.db);
    for (const [part, values] of Object.entries(change)) {
      if (isJsonObject(values)) await storeSettings(instance, part, merge(stored[part] ?? {}, values));
    }
    return instanceSettings(instance);
  });
}

/** Settings with a change applied. */
export function overrideSettings(settings: InstanceSettings, change: JsonObject): InstanceSettings {
  // The change has the form of the settings: it was checked when it was stored.
  const { social, ...changed } = merge({ ...settings }, change) as unknown as InstanceSettings;
  const providers = Object.entries(social).map(([strategy, provider]) => [
    strategy,
    { ...defaultProvider(strategy), ...provider },
  ]);
  return { ...changed, social: Object.fromEntries(providers) as InstanceSettings['social'] };
}

/** Overrides values; objects are merged, lists are replaced. */
function merge(base: JsonObject, change: JsonObject): JsonObject {
  const entries = Object.entries(change).flatMap(([name, value]) => {
    const known = base[name];
    if (value === undefined) return [];
    return [[name, isJsonObject(known) && isJsonObject(value) ? merge(known, value) : value] as const];
  });
  return { ...base, ...Object.fromEntries(entries) };
}
