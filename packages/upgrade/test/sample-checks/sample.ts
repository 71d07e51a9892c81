import type { Emulator } from '@acme/emulator';
import type { FindingCode } from '../../src/source/finding.js';

/** The frameworks that the samples are upgraded for. */
export const frameworks = ['express', 'fastify', 'hono'] as const;
export type Framework = (typeof frameworks)[number];

/** Major version of the retired SDK. */
export type RetiredMajor = 2 | 4 | 5;

/**
 * What a sample runs on: `retired` is the SDK itself, `node-legacy` our package with its names, `official` the official packages of
 * today; `upgraded` is the sample after the command, and after the person who reads its report.
 */
export type Stage = 'retired' | 'node-legacy' | 'official' | 'upgraded';

/** What a running sample answered; the body is parsed if it is JSON. */
export interface SampleAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Somebody with a session. */
export interface SignedIn {
  readonly userId: string;
  readonly sessionId: string;
  readonly token: string;
}

/** Who is not signed in: without a token, or with one of these. */
export type Stranger = 'signed out' | 'expired' | 'garbage' | 'changed';

/** A running sample. */
export interface RunningSample {
  readonly url: string;
  readonly emulator: Emulator;
  readonly stage: Stage;
  /** Version of the retired SDK that the sample was written for. */
  readonly major: RetiredMajor | undefined;
  /** Signs a user in by id or email address; the token is one that the SDK of this stage accepts. */
  readonly signIn: (user: string) => Promise<SignedIn>;
  /** The tokens of those who are not signed in. */
  readonly strangers: Readonly<Record<Stranger, string | undefined>>;
  /** Sends a request, with a session token if there is one. */
  readonly ask: (path: string, token?: string, init?: RequestInit) => Promise<SampleAnswer>;
}

/** What a person changes in a file after the command, because the report says so. */
export interface HandEdit {
  readonly file: string;
  /** The finding that names the place. */
  readonly code: FindingCode;
  readonly from: string;
  readonly to: string;
  /** Default: for each framework. */
  readonly targets?: readonly Framework[];
}

/** A server as others wrote it, and what it does before and after the command. */
export interface Sample {
  /** Name of the folder in `samples`. */
  readonly name: string;
  /** The file that starts the server and prints its port. */
  readonly main: string;
  /** The framework that the server is written for; `express` if it is tied to none. */
  readonly target: Framework;
  /** Other frameworks for which nothing is rewritten: the code is tied to none. */
  readonly alsoRunsFor?: readonly Framework[];
  /** Version of the retired SDK that it was written for; undefined if it uses other official packages. */
  readonly major?: RetiredMajor;
  /** Whether `--to clerk` gives back other packages than it had. */
  readonly isOneWay?: boolean;
  /** Packages of the workspace that its own packages import: from the folder that imports to the one that is imported. */
  readonly links?: Readonly<Record<string, string>>;
  /** Default: none. What needs more than a line is in the folder `rewritten`. */
  readonly byHand?: readonly HandEdit[];
  /** Drives the server. */
  readonly check: (sample: RunningSample) => Promise<void>;
}

/** The key that webhooks are signed with. */
export const webhookSecret = 'whsec_dGhlIGtleSBvZiB0aGUgc2FtcGxlcw==';
