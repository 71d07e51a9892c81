import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import pc from 'picocolors';
import packageJson from '../package.json' with { type: 'json' };
import { UpgradeError } from './upgrade-error.js';
import { planUpgrade, type UpgradePlan } from './plan/plan-upgrade.js';
import { treeState } from './project/tree-state.js';
import { printReport } from './report/print-report.js';
import { targets, type Target } from './source/rename-module.js';

/** Exit code: some files could not be parsed or translated and are unchanged; the rest is migrated. */
const exitIncomplete = 2;

interface Flags {
  readonly to?: Target;
  readonly from?: number;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

function majorVersion(text: string): number {
  const major = Number(text.replace(/\.x$/, ''));
  if (!Number.isInteger(major) || major < 0 || major > 5) throw new InvalidArgumentError('Write 2, 3, 4 or 5.');
  return major;
}

/** Without git, or with uncommitted changes, the user could neither review nor undo what the command did. */
function checkTree(folder: string): void {
  const state = treeState(folder);
  if (state === 'dirty') {
    throw new UpgradeError('tree_dirty', 'There are uncommitted changes. Commit or stash them first, or use --force.');
  }
  if (state === 'none') {
    throw new UpgradeError(
      'no_repository',
      'This is not a git repository, so you could not undo the changes. Use --force if you have a copy.',
    );
  }
}

function showProgress(done: number, total: number): void {
  process.stderr.write(`\r${pc.dim(`Reading ${done} of ${total} files`)}${done === total ? '\n' : ''}`);
}

function write(folder: string, plan: UpgradePlan): void {
  for (const { path, after } of plan.changes) {
    if (after === undefined) rmSync(join(folder, path));
    else writeFileSync(join(folder, path), after);
  }
}

async function upgrade(given: string, flags: Flags): Promise<void> {
  const folder = resolve(given);
  if (!flags.dryRun && !flags.force) checkTree(folder);
  const plan = await planUpgrade({
    folder,
    target: flags.to,
    legacyMajor: flags.from,
    ...(process.stderr.isTTY ? { onProgress: showProgress } : {}),
  });
  if (!flags.dryRun) write(folder, plan);
  printReport(plan, { folder, isDryRun: flags.dryRun ?? false, isJson: flags.json ?? false });
  const isIncomplete = plan.findings.some(({ code }) => code === 'not-parsed' || code === 'not-translated');
  if (isIncomplete) process.exitCode = exitIncomplete;
}

function fail(error: unknown): never {
  if (!(error instanceof UpgradeError)) throw error;
  process.stderr.write(`${pc.red('Error')} ${error.message} ${pc.dim(`(${error.code})`)}\n`);
  process.exit(1);
}

new Command('upgrade')
  .description('Moves an application from the Clerk SDKs, old and new, to the Acme packages, and back.')
  .version(packageJson.version)
  .argument('[folder]', 'the project; with workspaces, its root', '.')
  .addOption(
    new Option(
      '-t, --to <target>',
      'framework for code of the retired SDK (default: the one among your dependencies); clerk renames back',
    ).choices(targets),
  )
  .addOption(
    new Option('--from <major>', 'major version of the retired SDK, if package.json does not have it').argParser(
      majorVersion,
    ),
  )
  .option('-n, --dry-run', 'show what would change and write nothing')
  .option('-f, --force', 'run with uncommitted changes, or without git')
  .option('--json', 'print the changed files and the findings as JSON')
  .addHelpText(
    'after',
    '\nExit codes: 0 done, 1 refused or failed and nothing written, 2 done, but some files could not be migrated (see the report).',
  )
  .action(upgrade)
  .parseAsync()
  .catch(fail);
