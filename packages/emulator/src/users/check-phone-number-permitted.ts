import { ApiError } from '../errors/api-error.js';
import { instanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { countryOfPhoneNumber } from './country-of-phone-number.js';

/**
 * Refuses a number of a country that the settings block: it cannot be added, and gets no text messages.
 * @throws {ApiError} 403 `unsupported_country_code`
 */
export async function checkPhoneNumberPermitted(instance: Pick<Instance, 'db'>, phoneNumber: string): Promise<void> {
  const country = countryOfPhoneNumber(phoneNumber);
  if (country === undefined) return;
  const { blocked_country_codes: blocked } = (await instanceSettings(instance)).communication;
  if (!blocked.includes(country)) return;
  const name = new Intl.DisplayNames('en', { type: 'region' }).of(country) ?? country;
  throw new ApiError(
    403,
    'unsupported_country_code',
    'Unsupported country code',
    `Phone numbers from this country (${name}) are currently not supported. For more information, please contact support.`,
    { alpha_2: country, param_name: 'phone_number' },
  );
}
