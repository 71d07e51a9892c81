import pc from 'picocolors';
import type { UpgradePlan } from '../plan/plan-upgrade.js';
import { installCommand } from '../project/install-command.js';
import { describeChange } from './describe-change.js';
import { describeFindings, describeSteps } from './describe-findings.js';

function printJson(plan: UpgradePlan): void {
  const { changes, findings } = plan;
  process.stdout.write(`${JSON.stringify({ changed: changes.map(({ path }) => path), findings }, undefined, 2)}\n`);
}

/** How many files change, in one line. */
function describeTotals({ changes, filesRead }: UpgradePlan, isDryRun: boolean): string {
  if (changes.length === 0) return `Nothing to change in ${filesRead} files.\n`;
  const verb = isDryRun ? 'would change' : 'changed';
  return `${pc.green(`${changes.length} of ${filesRead} files ${verb}.`)}\n`;
}

function printText(folder: string, plan: UpgradePlan, isDryRun: boolean): void {
  for (const change of plan.changes) {
    process.stdout.write(isDryRun ? `${describeChange(change)}\n` : `${pc.green('changed')} ${change.path}\n`);
  }
  process.stdout.write(describeFindings(plan.findings));
  process.stdout.write(`\n${describeTotals(plan, isDryRun)}`);
  if (plan.changesDependencies && !isDryRun) {
    process.stdout.write(`Now update the lockfile: ${pc.bold(installCommand(folder))}\n`);
  }
  process.stdout.write(describeSteps(plan.findings));
}

/** How to print a report. */
export interface ReportOptions {
  readonly folder: string;
  readonly isDryRun: boolean;
  /** For tools; the README documents the shape. */
  readonly isJson: boolean;
}

/** Prints what changed, why a person must look at some places, and what to do in the end. */
export function printReport(plan: UpgradePlan, { folder, isDryRun, isJson }: ReportOptions): void {
  if (isJson) printJson(plan);
  else printText(folder, plan, isDryRun);
}
