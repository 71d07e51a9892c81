import pc from 'picocolors';
import type { UpgradePlan } from '../plan/plan-upgrade.js';
import { backupFolder } from '../project/backup-folder.js';
import { installCommand } from '../project/install-command.js';
import { describeChange } from './describe-change.js';
import { describeFindings, describeSteps } from './describe-findings.js';

/** How to print a report. */
export interface ReportOptions {
  readonly folder: string;
  readonly isDryRun: boolean;
  /** For tools; the README documents the shape. */
  readonly isJson: boolean;
  /** A backup was written. */
  readonly isSaved: boolean;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** How many files change, in one line. */
function describeTotals({ changes, filesRead }: UpgradePlan, isDryRun: boolean): string {
  if (changes.length === 0) return `Nothing to change in ${filesRead} files.\n`;
  const verb = isDryRun ? 'would change' : 'changed';
  const old = changes.filter(({ before, after }) => before !== undefined && after !== undefined);
  return `${pc.green(`${old.length} of ${filesRead} files ${verb}.`)}\n`;
}

function describePlan(plan: UpgradePlan, { folder, isDryRun, isSaved }: ReportOptions): string {
  const changes = plan.changes.map((change) =>
    isDryRun ? `${describeChange(change)}\n` : `${pc.green('changed')} ${change.path}\n`,
  );
  const saved = isSaved ? `What changed was copied to ${backupFolder}; --restore puts it back.\n` : '';
  const install =
    plan.changesDependencies && !isDryRun ? `Now update the lockfile: ${pc.bold(installCommand(folder))}\n` : '';
  const { findings } = plan;
  const totals = `\n${describeTotals(plan, isDryRun)}`;
  return [...changes, describeFindings(findings), totals, saved, install, describeSteps(findings)].join('');
}

/** Prints what changed, why a person must look at some places, and what to do in the end. */
export function printReport(plan: UpgradePlan, options: ReportOptions): void {
  const { changes, findings } = plan;
  const forTools = {
    changed: changes.map(({ path }) => path),
    findings,
    ...(options.isSaved ? { backup: backupFolder } : {}),
  };
  process.stdout.write(options.isJson ? json(forTools) : describePlan(plan, options));
}

/** Prints which files were restored. */
export function printRestored(paths: readonly string[], isJson: boolean): void {
  const lines = paths.map((path) => `${pc.green('restored')} ${path}\n`).join('');
  process.stdout.write(isJson ? json({ restored: paths }) : lines);
}
