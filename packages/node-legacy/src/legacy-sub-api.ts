import type { ClerkClient, OrganizationInvitation, PagePromise, UpdateUserParams, User } from '@acme/backend';
import { toHttpError } from './http-error.js';
import { toLegacyList, type LegacyList, type ListForm } from './legacy-list.js';
import { logFailure } from './log-failure.js';
import { removedMethod } from './removed-method-error.js';
import { addOldNames, type Renamed, type WithOldNames } from './resources/add-old-names.js';
import { userList } from './user-list.js';
import type { UserList } from './user-list.js';

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
    update(userId: string, params?: UpdateUserParams): Promise<WithOldNames<User>>;
  };
}

/** A method of the client with legacy lists, and with resources that have their old names. */
type LegacyMethod<Method> = Method extends (...args: infer Args) => PagePromise<infer Row>
  ? (...args: Args) => Promise<LegacyList<WithOldNames<Row>>>
  : Method extends (...args: infer Args) => Promise<infer Answer extends Renamed>
    ? (...args: Args) => Promise<WithOldNames<Answer>>
    : Method;

/** Methods whose lists depend on the form. */
export interface UserLists<Form extends ListForm> {
  getUserList(...args: Parameters<SubApis['users']['getUserList']>): Promise<UserList<WithOldNames<User>, Form>>;
}

/** A sub-API as legacy code knows it. */
type LegacyApi<Name extends SubApiName, Form extends ListForm> = Name extends 'users'
  ? {
      readonly [Method in Exclude<keyof SubApis['users'], 'getUserList'>]: LegacyMethod<SubApis['users'][Method]>;
    } & UserLists<Form>
  : { readonly [Method in keyof SubApis[Name]]: LegacyMethod<SubApis[Name][Method]> };

/** Every sub-API as legacy code knows it. @typeParam Form - the lists of a client */
export type LegacySubApis<Form extends ListForm> = {
  readonly [Name in SubApiName]: LegacyApi<Name, Form> &
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
const added: Readonly<
  Record<string, Readonly<Record<string, (call: (name: string) => Method, form: ListForm) => Method>>>
> = {
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
    getUserList:
      (call, form) =>
      (...args) =>
        userList(call, form, args),
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
        const answer = toLegacyList(await api[method]?.(...args), form);
        addOldNames(answer, form);
        return answer;
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
    if (make) return make(call, form);
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
