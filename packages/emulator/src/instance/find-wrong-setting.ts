import { readOrigin } from '../http/read-origin.js';
import { isJsonObject, type JsonObject } from '../store/json-object.js';
import { defaultProvider, defaultSettings } from './default-settings.js';
import { overrideSettings } from './instance-settings.js';

/** What is wrong with a change of settings. */
export interface WrongSetting {
  readonly isUnknown: boolean;
  /** Names the path and what is expected there. */
  readonly message: string;
}

interface Rule {
  readonly expected: string;
  readonly accepts: (value: unknown) => boolean;
}

const isCount = (value: unknown) => Number.isInteger(value) && Number(value) >= 0;
const isText = (value: unknown): value is string => typeof value === 'string';
const isTextList = (value: unknown) => Array.isArray(value) && value.every(isText);

const oneOf = (...values: readonly string[]): Rule => ({
  expected: `one of ${values.join(', ')}`,
  accepts: (value) => isText(value) && values.includes(String(value)),
});

const someOf = (...values: readonly string[]): Rule => ({
  expected: `a list of ${values.join(', ')}`,
  accepts: (value) => Array.isArray(value) && value.every((item) => values.includes(String(item))),
});

const textOrNull: Rule = { expected: 'a text or null', accepts: (value) => value === null || isText(value) };
const strategies = someOf('email_code', 'email_link', 'phone_code', 'passkey', 'totp', 'backup_code');

/** Rules of settings whose default does not show what they accept, by path; `*` is any name. */
const rules: Readonly<Record<string, Rule>> = {
  'attributes.*.first_factors': strategies,
  'attributes.*.second_factors': strategies,
  'attributes.*.verifications': strategies,
  'sign_up.mode': oneOf('public', 'restricted', 'waitlist'),
  'actions.create_organizations_limit': {
    expected: 'a number or null',
    accepts: (value) => value === null || isCount(value),
  },
  'organizations.domains_enrollment_modes': someOf(...defaultSettings.organizations.domains_enrollment_modes),
  'organizations.initial_role_set_key': textOrNull,
  'general.allowed_origins': {
    expected: 'a list of origins such as https://app.test, without a path',
    accepts: (value) => Array.isArray(value) && value.every((item) => isText(item) && readOrigin(item) === item),
  },
  'general.home_url': textOrNull,
  'general.support_email': textOrNull,
  'general.clerk_js_version': textOrNull,
  'general.development_origin': textOrNull,
  'general.preferred_sign_in_strategy_when_password_required': textOrNull,
};

/** The first setting of a change that is unknown or has a wrong value; undefined if there is none. */
export function findWrongSetting(change: unknown): WrongSetting | undefined {
  const wrong = compare(change, defaultSettings, []);
  if (wrong || !isJsonObject(change)) return wrong;
  const { password_settings: password, username_settings: username } = overrideSettings(defaultSettings, change);
  for (const [name, { min_length: min, max_length: max }] of Object.entries({ password, username })) {
    const message = `settings.${name}_settings.min_length must not be greater than max_length`;
    if (min > max) return { isUnknown: false, message };
  }
  return undefined;
}

/** Compares with the defaults, which have every name and the type of its value. */
function compare(value: unknown, example: unknown, path: readonly string[]): WrongSetting | undefined {
  const at = ['settings', ...path].join('.');
  if (!isJsonObject(example)) {
    const pattern = path[0] === 'attributes' ? ['attributes', '*', ...path.slice(2)] : path;
    const rule = rules[pattern.join('.')] ?? ruleOf(example);
    return rule.accepts(value) ? undefined : { isUnknown: false, message: `${at} must be ${rule.expected}` };
  }
  if (!isJsonObject(value)) return { isUnknown: false, message: `${at} must be an object` };
  const isSocial = path.join('.') === 'social';
  for (const [name, item] of Object.entries(value)) {
    if (item === undefined) continue;
    const known = isSocial ? providerExample(name) : ownValue(example, name);
    if (known === undefined)
      return unknown(`${at}.${name}`, isSocial ? ['oauth_google', 'oauth_…'] : Object.keys(example));
    const wrong = compare(item, known, [...path, name]);
    if (wrong) return wrong;
  }
  return undefined;
}

const ownValue = (object: JsonObject, name: string) => (Object.hasOwn(object, name) ? object[name] : undefined);
const providerExample = (strategy: string) => (/^oauth_\w+$/.test(strategy) ? defaultProvider(strategy) : undefined);

function unknown(path: string, known: readonly string[]): WrongSetting {
  return { isUnknown: true, message: `the key ${path} is not known. Known here: ${known.join(', ')}` };
}

function ruleOf(example: unknown): Rule {
  if (typeof example === 'boolean')
    return { expected: 'true or false', accepts: (value) => typeof value === 'boolean' };
  if (typeof example === 'number') return { expected: 'a number, 0 or more', accepts: isCount };
  if (Array.isArray(example)) return { expected: 'a list of texts', accepts: isTextList };
  return { expected: 'a text that is not empty', accepts: (value) => isText(value) && value !== '' };
}
