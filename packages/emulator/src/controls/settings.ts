import { EmulatorError } from '../errors/emulator-error.js';
import { findWrongSetting } from '../instance/find-wrong-setting.js';
import { changeInstanceSettings, instanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import type { InstanceSettings, SettingsChange } from '../instance/settings-change.js';

/** The settings of the instance: how people sign in, sign up and use their account. */
export interface Settings {
  get(): Promise<InstanceSettings>;
  /**
   * Changes settings: objects may be given in part, lists are replaced. A reset restores those of the seed.
   * @returns all settings
   * @throws {EmulatorError} `option_invalid` with the path of the setting
   */
  update(change: SettingsChange): Promise<InstanceSettings>;
}

/** The settings of an instance. */
export function settingsOf(instance: Instance): Settings {
  return {
    get: () => instanceSettings(instance),
    async update(change) {
      const wrong = findWrongSetting(change);
      if (wrong) throw new EmulatorError('option_invalid', `settings.update: ${wrong.message}.`);
      return changeInstanceSettings(instance, change);
    },
  };
}
