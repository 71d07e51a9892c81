import { controlTable, type ControlName } from '../controls/control-table.js';
import { isControlName } from '../controls/run-control.js';

/** Subjects whose command has another name. */
const otherNames: Readonly<Record<string, string>> = { inbox: 'mail', faults: 'fault' };

/** What a command without a verb does, where it is not `list` or `get`. */
const usualVerbs: Readonly<Record<string, string>> = { webhooks: 'deliveries' };

/** Subjects whose controls are commands of their own, written by hand: `seed`, `export`, `import`, `reset`. */
const ownCommands: readonly string[] = ['state'];

const summaries: Readonly<Record<string, string>> = {
  users: 'see and change users',
  emailAddresses: 'change the e-mail addresses of users',
  phoneNumbers: 'change the phone numbers of users',
  sessions: 'see and end sessions',
  organizations: 'see and change organizations, members and invitations',
  roles: 'see the roles of organization members',
  inbox: 'read the e-mails and text messages that the emulator kept',
  requests: 'see the requests to the emulator',
  webhooks: 'see events and their deliveries, send them again, add endpoints',
  apiKeys: 'see, create and revoke API keys',
  machines: 'see, create and delete machines',
  oauthTokens: 'create access tokens of OAuth',
  settings: 'see and change the settings of the instance',
  clock: 'see and move the time of the emulator',
  faults: 'make the emulator answer slowly, wrongly or not at all',
  snapshots: 'keep and restore copies of all data',
  connection: 'print how an application reaches the emulator',
  capabilities: 'list what is emulated and what is not',
};

/** `signIn` as `sign-in`. */
export const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** A command with the controls that are its verbs. */
export interface SubjectCommand {
  readonly name: string;
  readonly summary: string;
  readonly verbs: readonly { readonly verb: string; readonly control: ControlName }[];
  /** The control of the command without a verb. */
  readonly usual: ControlName | undefined;
}

/** The commands that the table of controls makes. */
export function subjectCommands(): readonly SubjectCommand[] {
  const subjects = new Map<string, { readonly verb: string; readonly control: ControlName }[]>();
  for (const control of Object.keys(controlTable)) {
    const [subject = '', verb = ''] = control.split('.');
    if (!isControlName(control) || ownCommands.includes(subject)) continue;
    subjects.set(subject, [...(subjects.get(subject) ?? []), { verb: kebab(verb), control }]);
  }
  return Array.from(subjects, ([subject, verbs]) => ({
    name: kebab(otherNames[subject] ?? subject),
    summary: summaries[subject] ?? `see and change ${kebab(subject).replaceAll('-', ' ')}`,
    verbs,
    usual: [usualVerbs[subject] ?? 'list', 'get'].flatMap(
      (verb) => verbs.find((candidate) => candidate.verb === verb)?.control ?? [],
    )[0],
  }));
}
