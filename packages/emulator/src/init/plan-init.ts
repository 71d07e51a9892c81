import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { environmentFor, type AppConnection } from '../instance/app-connection.js';
import { createPublishableKey } from '../instance/create-publishable-key.js';
import { demoSecretKey } from '../instance/demo-secret-key.js';
import { frameworkEnvironment } from '../instance/framework-environment.js';
import { createSigner } from '../instance/signer.js';
import { EmulatorError } from '../errors/emulator-error.js';
import { findAppFramework, type AppFramework } from './app-framework.js';
import { findScript, type DevelopmentScript } from './development-script.js';
import { fileChange, type FileChange } from './file-change.js';
import { installedFolder } from './installed-major.js';
import { problemText, readManifest, withScript, type Manifest } from './manifest.js';
import { addCommand, findPackageManager, installCommand, type PackageManager } from './package-manager.js';
import { planEnvironment, type EnvironmentPlan } from './plan-environment.js';
import { readProjectFile } from './project-file.js';
import { wireFullStack } from './wire-full-stack.js';
import { wireServer } from './wire-server.js';
import { manual, type Wiring } from './wiring.js';
import { workspaceApps } from './workspace-apps.js';

/** What `init` would do to an application. */
export interface InitPlan {
  readonly framework: AppFramework;
  readonly packageManager: PackageManager;
  readonly changes: readonly FileChange[];
  /** The commands that install packages, one after the other. */
  readonly installs: readonly (readonly [string, ...string[]])[];
  /** What the person must know. */
  readonly notes: readonly string[];
  /** Lines that the person adds. */
  readonly byHand: readonly Extract<Wiring, { kind: 'manual' }>[];
  readonly script: DevelopmentScript;
  /** The lines that let only signed-in users in; none if the official package stays. */
  readonly guard: readonly string[];
}

/** What the person said. */
export interface InitChoices {
  readonly folder: string;
  readonly framework?: string | undefined;
  readonly port: number;
}

/** Files with variables that frameworks read while one develops. */
const environmentNames = ['.env', '.env.local', '.env.development', '.env.development.local', '.dev.vars'];

/**
 * Plans what connects an application with the emulator. Nothing is changed.
 * @param choices - `folder` is absolute and free of links
 * @throws {EmulatorError} `project_unreadable`, `framework_unclear`, `option_invalid`
 */
export function planInit({ folder, framework: chosen, port }: InitChoices): InitPlan {
  const manifest = readManifest(readProjectFile(folder, 'package.json'));
  const framework = findAppFramework(chosen, manifest.dependencies, workspaceApps(folder, manifest.workspaces));
  const packageManager = findPackageManager(folder, manifest.packageManager);
  const isOfficial = manifest.dependencies.has(framework.official) && !manifest.dependencies.has(framework.adapter);
  const wirings = isOfficial ? [] : wire(folder, manifest, framework);
  const environment = environmentOf(folder, framework, `http://localhost:${port}`);
  const script = findScript(folder, manifest, framework, packageManager);
  const planned = [
    ...wirings.flatMap((one) => (one.kind === 'edit' ? [fileChange(readProjectFile(folder, one.path), one.text)] : [])),
    ...environment.changes,
    ...scriptChange(manifest, script),
  ];
  const notes = [...(isOfficial ? [officialNote(framework)] : []), ...environment.notes, ...script.notes];
  return {
    framework,
    packageManager,
    changes: checked(folder, planned),
    installs: installsFor(folder, manifest, packageManager, isOfficial ? [] : [framework.adapter]),
    notes,
    byHand: [...wirings, ...environment.byHand].filter((one) => one.kind === 'manual'),
    script,
    guard: isOfficial ? [] : framework.guard,
  };
}

function officialNote({ official, title, adapter }: AppFramework): string {
  return `This application uses ${official}. It stays, and gets only the variables. To move to ${adapter} for ${title}, run npx @acme/upgrade, then this command again.`;
}

function wire(folder: string, manifest: Manifest, { name, naming }: AppFramework): readonly Wiring[] {
  return naming === undefined ? wireServer(folder, manifest, name) : wireFullStack(folder, manifest, name);
}

/** The changes, of which each file can be written. */
function checked(folder: string, changes: readonly FileChange[]): readonly FileChange[] {
  for (const { path } of changes) {
    const file = readProjectFile(folder, path);
    if (file.problem !== undefined)
      throw new EmulatorError(
        'project_unreadable',
        `${path} ${problemText(file)}, so init cannot write it. Nothing was changed.`,
      );
  }
  return changes;
}

interface PlannedEnvironment extends Pick<EnvironmentPlan, 'notes'> {
  readonly changes: readonly FileChange[];
  readonly byHand: readonly Wiring[];
}

function environmentOf(folder: string, framework: AppFramework, url: string): PlannedEnvironment {
  const usesWrangler = ['wrangler.toml', 'wrangler.json', 'wrangler.jsonc'].some((name) =>
    existsSync(join(folder, name)),
  );
  const isWorker = usesWrangler && ['hono', 'react-router'].includes(framework.name);
  const [usual, ...better] = isWorker ? (['.dev.vars'] as const) : framework.environmentFiles;
  const path = better.find((name) => existsSync(join(folder, name))) ?? usual;
  const target = readProjectFile(folder, path);
  const environmentAt = (at: string) => variablesAt(at, framework);
  if (target.problem === 'outside' || target.problem === 'no-text' || target.problem === 'too-large') {
    const lines = Object.entries(environmentAt(url)).map(([name, value]) => `${name}=${value}`);
    return {
      changes: [],
      byHand: [manual(path, ...lines)],
      notes: [`${path} ${problemText(target)}, so init does not write it.`],
    };
  }
  const others = environmentNames.filter((name) => name !== path).map((name) => readProjectFile(folder, name));
  const plan = planEnvironment(target, others, environmentAt, url);
  const notes = [...plan.notes, ...(plan.text === undefined ? [] : ignoreNotes(folder, path))];
  if (plan.foreignKeys === '.dev.vars' && isWorker)
    notes.push(
      'Wrangler reads .dev.vars whatever the emulator sets: rename it for as long as you work with the emulator.',
    );
  return { changes: plan.text === undefined ? [] : [fileChange(target, plan.text, true)], byHand: [], notes };
}

function variablesAt(url: string, { naming }: AppFramework): Readonly<Record<string, string>> {
  const connection: AppConnection = {
    url,
    port: Number(new URL(url).port || 80),
    publishableKey: createPublishableKey(url),
    secretKey: demoSecretKey,
    jwtKey: createSigner().publicKeyPem,
  };
  return naming === undefined ? environmentFor(connection) : frameworkEnvironment(connection, naming);
}

/** What to say about a file with variables that git would take. */
function ignoreNotes(folder: string, path: string): readonly string[] {
  const patterns: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    try {
      patterns.push(...readFileSync(join(at, '.gitignore'), 'utf8').split(/\r?\n/));
    } catch {
      // no such file here
    }
    if (existsSync(join(at, '.git')) || dirname(at) === at) break;
  }
  const isIgnored = patterns.some((line) => {
    const pattern = line.trim().replace(/^(?:\*\*)?\//, '');
    if (pattern === '' || pattern.startsWith('#') || pattern.startsWith('!')) return false;
    return new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\?]/g, '\\$&').replaceAll('*', '.*')}$`).test(path);
  });
  if (isIgnored) return [];
  return [
    `${path} is not in .gitignore. What is written there is public; add the line ${path} before you put real keys there.`,
  ];
}

function scriptChange(manifest: Manifest, { added }: DevelopmentScript): readonly FileChange[] {
  if (added === undefined) return [];
  return [fileChange(manifest.file, withScript(manifest.text, added.name, added.command))];
}

/** The commands that install what is missing. */
function installsFor(
  folder: string,
  { dependencies }: Manifest,
  packageManager: PackageManager,
  adapters: readonly string[],
): InitPlan['installs'] {
  const missing = (names: readonly string[]) => names.filter((name) => !dependencies.has(name));
  const [forUse, forDevelopment] = [missing(adapters), missing(['@acme/emulator'])];
  const installs = [
    ...(forUse.length > 0 ? [addCommand(packageManager, forUse, false)] : []),
    ...(forDevelopment.length > 0 ? [addCommand(packageManager, forDevelopment, true)] : []),
  ];
  const isPlugAndPlay = readdirSync(folder).some((name) => name.startsWith('.pnp.'));
  const isInstalled = [...adapters, '@acme/emulator'].every((name) => installedFolder(folder, name) !== undefined);
  return installs.length > 0 || isInstalled || isPlugAndPlay ? installs : [installCommand(packageManager)];
}
