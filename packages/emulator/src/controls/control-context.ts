import type { APIKeyJSON } from '@acme/backend/wire';
import type { Clock } from '../instance/clock.js';
import type { Instance } from '../instance/instance.js';
import type { StoreDump } from '../store/store-dump.js';
import type { ChangeFeed } from './change-feed.js';
import type { FaultTable } from './faults.js';
import type { MessageInbox } from './inbox.js';
import type { RequestRecorder } from './request-log.js';
import type { Settings } from './settings.js';
import type { SignedIn } from './sign-in-user.js';
import type { Snapshots } from './snapshots.js';
import type { WebhookSender } from './webhooks.js';

/** What a call of the Backend API sends. */
export interface BackendCallParts {
  /** Undefined values are left out, of lists each item is sent. */
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** An operation of the service, and whether the emulator has it. */
export interface Capability {
  readonly api: 'Backend API' | 'Frontend API';
  /** Name of the operation, such as `users.getUser`. */
  readonly operation: string;
  /** Method and path. */
  readonly route: string;
  readonly isEmulated: boolean;
  /** Why it is not. */
  readonly reason?: string | undefined;
}

/** Everything that controls may use: the parts of one running emulator. */
export interface ControlContext {
  readonly instance: Instance;
  readonly clock: Clock;
  readonly faults: FaultTable;
  readonly requests: RequestRecorder;
  readonly webhooks: WebhookSender;
  readonly inbox: MessageInbox;
  readonly settings: Settings;
  readonly changes: ChangeFeed;
  readonly snapshots: Snapshots;
  /** All data: copies, the start, a seed. */
  readonly state: {
    export(): Promise<StoreDump>;
    import(dump: unknown): Promise<void>;
    reset(): Promise<void>;
    /** Replaces all data by a seed: an object, or the text of a file. @param source - its name in messages */
    seed(seed: object | string, source: string): Promise<void>;
  };
  /**
   * Calls the Backend API of this emulator, as a server with the secret key would, without the network, faults and the log: the dashboard
   * follows the rules that applications meet.
   * @param route - method and path, such as `GET /v1/users`
   * @throws {ApiError} the answer of the service
   */
  backend<Answer>(route: string, parts?: BackendCallParts): Promise<Answer>;
  /** API keys of a user or an organization, or all, the newest first. */
  apiKeys(
    subject: string | undefined,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly data: readonly APIKeyJSON[]; readonly totalCount: number }>;
  /** Every operation of the service. */
  readonly capabilities: () => readonly Capability[];
  /** The id of a user from an id, an e-mail address, a phone number or a user name. @throws {EmulatorError} `user_not_found` */
  userId(text: string): Promise<string>;
  /** Signs a user in without a browser. */
  signIn(userId: string, options: { readonly origin?: string | undefined }): Promise<SignedIn>;
  /** Claims of a token of a session, as its next token would have them. */
  sessionClaims(sessionId: string): Promise<{ readonly header: object; readonly claims: object } | undefined>;
}
