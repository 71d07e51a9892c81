import type { Emulator } from '@acme/emulator';
import type { FindingCode } from '../../src/source/finding.js';
import type { Framework } from '../../src/source/rename-module.js';

/** What a running sample answered; the body is parsed if it is JSON. */
export interface SampleAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** A running sample. */
export interface RunningSample {
  readonly url: string;
  readonly emulator: Emulator;
  /** Whether the command has not run yet: the server uses the old package. */
  readonly isBefore: boolean;
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
}

/** A server as others wrote it, and what it does before and after the command. */
export interface Sample {
  /** Name of the folder in `samples`. */
  readonly name: string;
  /** The file that starts the server and prints its port. */
  readonly main: string;
  /** The framework the command is called with, and for which the result runs without changes by hand. */
  readonly target: Framework;
  /** Other targets for which it runs as the command leaves it: the code is tied to no framework. */
  readonly alsoRunsFor?: readonly Framework[];
  /** Whether it uses official packages that are not the retired SDK. */
  readonly isOfficial?: boolean;
  /** Whether `--to clerk` gives back other packages than it had. */
  readonly isOneWay?: boolean;
  /** Packages of the workspace that its own packages import: from the folder that imports to the one that is imported. */
  readonly links?: Readonly<Record<string, string>>;
  /** Default: none, the server runs as the command leaves it. */
  readonly byHand?: readonly HandEdit[];
  /** Drives the server. */
  readonly check: (sample: RunningSample) => Promise<void>;
}

/** The key that webhooks are signed with. */
export const webhookSecret = 'whsec_dGhlIGtleSBvZiB0aGUgc2FtcGxlcw==';
