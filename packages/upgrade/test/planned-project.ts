import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planUpgrade, type UpgradeOptions } from '../src/plan/plan-upgrade.js';
import type { Finding, FindingCode } from '../src/source/finding.js';
import { Project } from './upgraded-project.js';

/** A project after the command, without a process of its own. */
export interface PlannedProject {
  /** The texts of all files that were given, and of new ones. */
  readonly files: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
  /** The dependencies of the package at the root. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** `file:line what`, of each finding of a kind. */
  readonly placesOf: (code: FindingCode) => readonly string[];
}

/** Text of a `package.json`. */
export function manifest(dependencies: Readonly<Record<string, string>>, more: object = {}): string {
  return `${JSON.stringify({ name: 'app', ...more, dependencies }, undefined, 2)}\n`;
}

/** Plans the migration of a project, and gives the files as they would be written. */
export async function planProject(
  given: Readonly<Record<string, string>>,
  options: Omit<UpgradeOptions, 'folder'> = {},
): Promise<PlannedProject> {
  using project = new Project().write(given);
  const { changes, findings } = await planUpgrade({ ...options, folder: project.folder });
  const files = { ...given };
  for (const { path, before, after } of changes) {
    if (before !== undefined && readFileSync(join(project.folder, path), 'utf8') !== before)
      throw new Error(`${path} was read as something else.`);
    if (after === undefined) Reflect.deleteProperty(files, path);
    else files[path] = after;
  }
  const { dependencies = {} } = JSON.parse(files['package.json'] ?? '{}') as { dependencies?: Record<string, string> };
  const placesOf = (code: FindingCode) =>
    findings.filter((one) => one.code === code).map(({ file, line, what }) => `${file}:${line} ${what}`);
  return { files, findings, dependencies, placesOf };
}
