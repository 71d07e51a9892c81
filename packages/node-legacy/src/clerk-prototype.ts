import { createMembers, type ClerkMembers } from './clerk-members.js';
import { defaultOnError } from './create-middleware.js';
import type { HttpOptions } from './http/http-options.js';
import type { LegacyClerkOptions } from './legacy-clerk-options.js';
import { LegacySettings } from './legacy-settings.js';

/** What a client is made of. */
interface Internals {
  readonly settings: LegacySettings;
  readonly members: ClerkMembers;
}

const internals = new WeakMap<object, Internals>();

// Enumerable and writable, because tests replace members.
const constant = (value: unknown): PropertyDescriptor => ({
  value,
  enumerable: true,
  writable: true,
  configurable: true,
});

function replace(this: object, name: string, value: unknown): void {
  Object.defineProperty(this, name, constant(value));
}

const liveNames = ['debugRequestState', 'telemetry'] as const;

/**
 * A member of the current client, until it is replaced.
 * @param settings - default: those of the object it is read from
 */
function live(name: (typeof liveNames)[number], settings?: LegacySettings): PropertyDescriptor {
  return {
    // Functions that replace members for a test call the getter without an object.
    get(this: object | undefined) {
      return (settings ?? internals.get(this ?? {})?.settings)?.client[name];
    },
    set(this: object, value: unknown) {
      replace.call(this, name, value);
    },
    configurable: true,
  };
}

function setter(change: (value: never) => LegacyClerkOptions): PropertyDescriptor {
  return {
    set(this: object, value: never) {
      internals.get(this)?.settings.change(change(value));
    },
    configurable: true,
  };
}

/** A member as `super` of a subclass finds it. */
function inheritedMember(name: string): PropertyDescriptor {
  return {
    get(this: object) {
      return internals.get(this)?.members[name];
    },
    set(this: object, value: unknown) {
      replace.call(this, name, value);
    },
    configurable: true,
  };
}

const unused = { settings: new LegacySettings({}), form: 'array', hooks: () => ({}) } as const;

/** What all clients inherit. */
export const clerkPrototype: PropertyDescriptorMap = {
  ...Object.fromEntries(Object.keys(createMembers(unused)).map((name) => [name, inheritedMember(name)])),
  ...Object.fromEntries(liveNames.map((name) => [name, live(name)])),
  apiKey: setter((apiKey: string) => ({ apiKey, secretKey: undefined })),
  serverApiUrl: setter((serverApiUrl: string) => ({ serverApiUrl, apiUrl: undefined })),
  apiUrl: setter((apiUrl: string) => ({ apiUrl })),
  apiVersion: setter((apiVersion: string) => ({ apiVersion })),
  jwtKey: setter((jwtKey: string) => ({ jwtKey })),
  httpOptions: setter((httpOptions: HttpOptions) => ({ httpOptions })),
  defaultOnError: { value: (error: Error) => defaultOnError(error, false), writable: true, configurable: true },
  strictOnError: { value: (error: Error) => defaultOnError(error, true), writable: true, configurable: true },
};

/** Whether a subclass, or a subclass of that, has a member of its own under a name. */
function isOverridden(prototype: object, base: object, name: string): boolean {
  for (
    let level: object | null = prototype;
    level && level !== base;
    level = Object.getPrototypeOf(level) as object | null
  )
    if (Object.hasOwn(level, name)) return true;
  return false;
}

/**
 * Makes an object a client. The members become its own, as up to 5.x, except those that a subclass overrides.
 * @param base - the prototype that has {@link clerkPrototype}
 */
export function becomeClerk(clerk: object, base: object, parts: Internals): void {
  internals.set(clerk, parts);
  const prototype = Object.getPrototypeOf(clerk) as object;
  const own = {
    ...Object.fromEntries(Object.entries(parts.members).map(([name, value]) => [name, constant(value)])),
    ...Object.fromEntries(liveNames.map((name) => [name, { ...live(name, parts.settings), enumerable: true }])),
  };
  for (const [name, descriptor] of Object.entries(own))
    if (!isOverridden(prototype, base, name)) Object.defineProperty(clerk, name, descriptor);
}
