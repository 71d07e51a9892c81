import type { ClerkClient, OrganizationInvitation, UpdateUserParams, User } from '@acme/backend';
import { toHttpError } from './http-error.js';
import { toLegacyList, type LegacyApi, type LegacyList, type ListForm } from './legacy-list.js';
import { logFailure } from './log-failure.js';
import { removedMethod } from './removed-method-error.js';

/** The sub-APIs of the client under their names. */
type SubApis = Omit<ClerkClient, 'authenticateRequest' | 'debugRequestState' | 'telemetry' | symbol>;
/** Name of a sub-API of the client. */
export type SubApiName = keyof SubApis;

/** Text messages. The service no longer sends them for applications. */
export interface SmsMessagesApi {
  /** @deprecated There is no such endpoint any more. @throws {RemovedMethodError} always */
  createSMSMessage(params: unknown): Promise<never>;
}

/** Methods of legacy sub-APIs that the client does not have. */
export interface AddedMethods {
  readonly emails: {
    /** @deprecated There is no such endpoint any more; see `emails.create`. @throws {RemovedMethodError} always */
    createEmail(params: unknown): Promise<never>;
  };
  readonly organizations: {
    /** @deprecated Use `getOrganizationInvitationList` with `status: ['pending']`. */
    getPendingOrganizationInvitationList(params: {
      readonly organizationId: string;
      readonly limit?: number;
      readonly offset?: number;
    }): Promise<LegacyList<OrganizationInvitation>>;
  };
  readonly users: {
    /** @deprecated Name of `updateUser` in the documentation of 2.x. */
    update(userId: string, params?: UpdateUserParams): Promise<User>;
  };
}

/** Every sub-API as legacy code knows it. */
export type LegacySubApis = {
  readonly [Name in SubApiName]: LegacyApi<SubApis[Name]> &
    (Name extends keyof AddedMethods ? AddedMethods[Name] : unknown);
} & { readonly smsMessages: SmsMessagesApi };

/** What a legacy sub-API needs for a call. */
export interface Caller {
  /** The client for the current settings. */
  readonly client: () => ClerkClient;
  readonly form: ListForm;
}

type Method = (...args: unknown[]) => Promise<unknown>;

/** Methods that only legacy sub-APIs have. */
const added: Readonly<Record<string, Readonly<Record<string, (call: (name: string) => Method) => Method>>>> = {
  emails: {
    createEmail: () => () =>
      removedMethod('emails.createEmail', 'Send with emails.create, which takes another kind of message.'),
  },
  smsMessages: {
    createSMSMessage: () => () =>
      removedMethod(
        'smsMessages.createSMSMessage',
        'Send text messages with a provider of your own, from a webhook for example.',
      ),
  },
  users: {
    update: (call) => call('updateUser'),
  },
  organizations: {
    getPendingOrganizationInvitationList:
      (call) =>
      (params, ...rest) =>
        call('getOrganizationInvitationList')({ ...(params as object), status: ['pending'] }, ...rest),
  },
};

/**
 * A sub-API as legacy code knows it. Each call uses the current client, which the deprecated setters may replace. Failures are
 * `HttpError`, lists are arrays with `data` and `totalCount`.
 */
export function legacySubApi(name: string, { client, form }: Caller): object {
  const call =
    (method: string): Method =>
    async (...args) => {
      const api = client()[name as SubApiName] as unknown as Readonly<Record<string, Method>>;
      try {
        return toLegacyList(await api[method]?.(...args), form);
      } catch (error) {
        logFailure(`${name}.${method}`, error);
        throw toHttpError(error);
      }
    };
  const own = added[name] ?? {};
  const current = () => (name === 'smsMessages' ? {} : client()[name as SubApiName]);
  const get = (method: string | symbol): unknown => {
    if (typeof method === 'symbol') return undefined;
    const make = Object.hasOwn(own, method) ? own[method] : undefined;
    if (make) return make(call);
    return method in current() ? call(method) : undefined;
  };
  // The target holds replaced methods, such as mocks of tests.
  return new Proxy<Record<string | symbol, unknown>>(
    {},
    {
      get: (replaced, method) => (Object.hasOwn(replaced, method) ? replaced[method] : get(method)),
      has: (replaced, method) => Object.hasOwn(replaced, method) || Object.hasOwn(own, method) || method in current(),
      ownKeys: (replaced) => [
        ...new Set([...Reflect.ownKeys(replaced), ...Reflect.ownKeys(own), ...Reflect.ownKeys(current())]),
      ],
      getOwnPropertyDescriptor: (replaced, method) => {
        const value = Object.hasOwn(replaced, method) ? replaced[method] : get(method);
        return value === undefined ? undefined : { value, enumerable: true, writable: true, configurable: true };
      },
    },
  );
}
