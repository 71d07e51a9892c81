import { optionTable, readOptions, type AllOptions, type Environment } from '../options.js';
import { requirePublishableKey } from '../publishable-key.js';

/**
 * The issuer of an instance's OAuth tokens: its Frontend API.
 * @param publishableKey - default CLERK_PUBLISHABLE_KEY
 * @throws {ConfigurationError} `publishable_key_missing`, `publishable_key_invalid`
 */
export function authorizationServer(env: Environment, publishableKey?: string): string {
  const variable = optionTable.publishableKey.env ?? '';
  const read = readOptions<AllOptions>({ publishableKey }, { [variable]: env[variable] });
  const { frontendApi } = requirePublishableKey(read.publishableKey);
  return frontendApi.startsWith('http') ? frontendApi : `https://${frontendApi}`;
}
