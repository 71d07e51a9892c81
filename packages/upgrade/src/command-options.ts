import { targets } from './source/rename-module.js';

/** One argument or option of the command: what `--help` and the table of the README say. */
export interface CommandOption {
  /** In the form of commander. */
  readonly flags: string;
  readonly meaning: string;
  /** What happens without the option. */
  readonly fallback?: string;
  readonly choices?: readonly string[];
}

/** All arguments and options of the command. */
export const commandOptions: readonly CommandOption[] = [
  { flags: '[folder]', meaning: 'the project; in a workspace, its root', fallback: 'the current folder' },
  {
    flags: '-t, --to <target>',
    meaning: `target for code of the retired SDK: ${targets.filter((one) => one !== 'clerk').join(', ')}; clerk: back to the official packages`,
    fallback: 'by the dependencies and the code of each package',
    choices: targets,
  },
  {
    flags: '--from <major>',
    meaning: 'version of the retired SDK that the code was written for (2 to 5)',
    fallback: 'by package.json, the lockfile, or the names in use',
  },
  { flags: '-n, --dry-run', meaning: 'show the changes and the report, write nothing' },
  { flags: '-b, --backup', meaning: 'first copy what changes to the folder .acme-upgrade-backup; needs no git' },
  { flags: '--restore', meaning: 'put back the files of the backup, byte for byte, and remove it' },
  {
    flags: '-f, --force',
    meaning: 'run with uncommitted changes or without git; restore over later changes',
    fallback: 'refused',
  },
  { flags: '--json', meaning: 'print the report for tools' },
];
