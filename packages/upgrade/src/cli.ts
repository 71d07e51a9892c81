import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import pc from 'picocolors';
import packageJson from '../package.json' with { type: 'json' };
import { restoreBackup } from './backup/restore-backup.js';
import { writeBackup } from './backup/write-backup.js';
import { writeChanges } from './backup/write-changes.js';
import { commandOptions, type CommandOption } from './command-options.js';
import { UpgradeError } from './upgrade-error.js';
import { planUpgrade } from './plan/plan-upgrade.js';
import { treeState } from './project/tree-state.js';
import { printReport, printRestored } from './report/print-report.js';
import type { Target } from './source/rename-module.js';

/** Exit code: some files could not be parsed or translated and are unchanged; the rest is migrated. */
const exitIncomplete = 2;

interface Flags {
  readonly to?: Target;
  readonly from?: number;
  readonly dryRun?: boolean;
  readonly backup?: boolean;
  readonly restore?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

function majorVersion(text: string): number {
  const major = Number(text.replace(/\.x$/, ''));
  if (!Number.isInteger(major) || major < 0 || major > 5) throw new InvalidArgumentError('Write 2, 3, 4 or 5.');
  return major;
}

/** Without git or a backup, or with uncommitted changes, the user could neither review nor undo what the command did. */
function checkTree(folder: string): void {
  const state = treeState(folder);
  if (state === 'dirty') {
    throw new UpgradeError(
      'tree_dirty',
      'There are uncommitted changes. Commit or stash them first, or use --backup or --force.',
    );
  }
  if (state === 'none') {
    throw new UpgradeError(
      'no_repository',
      'This is not a git repository, so you could not undo the changes. Use --backup, or --force if you have a copy.',
    );
  }
}

function showProgress(done: number, total: number): void {
  process.stderr.write(`\r${pc.dim(`Reading ${done} of ${total} files`)}${done === total ? '\n' : ''}`);
}

async function upgrade(given: string, flags: Flags): Promise<void> {
  const folder = resolve(given);
  const { dryRun = false, backup = false, force = false, json = false } = flags;
  if (flags.restore) return printRestored(restoreBackup(folder, force), json);
  if (!dryRun && !force && !backup) checkTree(folder);
  const plan = await planUpgrade({
    folder,
    target: flags.to,
    legacyMajor: flags.from,
    ...(process.stderr.isTTY ? { onProgress: showProgress } : {}),
  });
  const isSaved = backup && !dryRun && plan.changes.length > 0;
  if (isSaved) writeBackup(folder, plan.changes);
  if (!dryRun) writeChanges(folder, plan.changes);
  printReport(plan, { folder, isDryRun: dryRun, isJson: json, isSaved });
  if (plan.findings.some(({ code }) => /^(?:not-parsed|not-translated|scripts-together)$/.test(code))) {
    process.exitCode = exitIncomplete;
  }
}

function fail(error: unknown): never {
  if (!(error instanceof UpgradeError)) throw error;
  process.stderr.write(`${pc.red('Error')} ${error.message} ${pc.dim(`(${error.code})`)}\n`);
  process.exit(1);
}

function optionOf({ flags, meaning, fallback, choices }: CommandOption): Option {
  const option = new Option(flags, fallback === undefined ? meaning : `${meaning} (default: ${fallback})`);
  if (choices) option.choices(choices);
  return flags.startsWith('--from') ? option.argParser(majorVersion) : option;
}

const command = new Command('upgrade')
  .description('Moves an application from the Clerk SDKs, old and new, to the Acme packages, and back.')
  .version(packageJson.version)
  .addHelpText(
    'after',
    '\nExit codes: 0 done, 1 refused or failed and nothing written, 2 done, but some files could not be migrated (see the report).',
  )
  .action(upgrade);

for (const option of commandOptions) {
  if (option.flags.startsWith('-')) command.addOption(optionOf(option));
  else command.argument(option.flags, option.meaning, '.');
}

command.parseAsync().catch(fail);
