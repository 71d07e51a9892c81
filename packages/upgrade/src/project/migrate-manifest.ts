import type { Node as JsonNode } from 'jsonc-parser';
import type { Finding } from '../source/finding.js';
import { honoClerkAuth, legacyPackages, packageTable, renameModule } from '../source/rename-module.js';
import { checkNode } from './check-node.js';
import { ManifestEdit } from './manifest-edit.js';
import type { ManifestNeeds } from './manifest-needs.js';
import { missingPackages } from './missing-packages.js';
import { rangeFor } from './range-for.js';
import { property, type Dependency, type PackageManifest } from './package-manifest.js';

const writtenElsewhere =
  /^(?:workspace|catalog|file|link|portal|git|github|gitlab|bitbucket|https?|patch|npm|ssh)[:+]|^[\w-]+\/[\w.-]+(?:#|$)/;

/** Peers that no installed package names. */
const knownPeers: Readonly<Record<string, readonly string[]>> = { [honoClerkAuth]: ['@clerk/backend'] };

/** Gives a `package.json` the dependencies that the migrated sources need. */
class ManifestMigration {
  readonly #needs: ManifestNeeds;
  readonly #edit: ManifestEdit;
  /** `section name` of each dependency that is in the file, or will be. */
  readonly #present: Set<string>;
  readonly #path: string;

  constructor(path: string, manifest: PackageManifest, needs: ManifestNeeds) {
    this.#path = path;
    this.#needs = needs;
    this.#edit = new ManifestEdit(path, manifest);
    this.#present = new Set(manifest.dependencies.map(({ sectionName, name }) => `${sectionName} ${name}`));
  }

  migrate(): { readonly text: string; readonly findings: readonly Finding[] } {
    let last: Dependency | undefined;
    for (const dependency of this.#edit.manifest.dependencies) {
      if (this.#migrateOne(dependency) && dependency.sectionName !== 'peerDependencies') last ??= dependency;
      else if (last === undefined && this.#newName(dependency) !== undefined) last = dependency;
    }
    this.#renameLists();
    // Code may have got its requests from another package of the workspace: there is nothing to rename then.
    const place = last ?? this.#edit.manifest.dependencies.filter((one) => one.sectionName === 'dependencies').at(-1);
    if (place) this.#addMissing(place);
    if (last && this.#needs.target !== 'clerk') checkNode(this.#edit);
    return this.#edit.finish();
  }

  /** @returns whether the dependency was migrated */
  #migrateOne(dependency: Dependency): boolean {
    const { name, node, range } = dependency;
    const toAcme = this.#needs.target !== 'clerk';
    if (toAcme && name === '@clerk/types') this.#edit.report('types-package', node, name);
    if (toAcme && name === '@clerk/remix') this.#edit.report('remix-followed', node, name);
    if (toAcme && name === 'svix' && this.#usesOurs()) this.#edit.report('svix', node, name);
    if (
      toAcme &&
      /^npm:@clerk\/(?:clerk-sdk-node|astro|backend|express|fastify|hono|nextjs|nuxt|react-router|remix|tanstack-react-start)@/.test(
        range,
      ) &&
      !this.#newName(dependency)
    )
      this.#edit.report('alias-left', node, `${name}: ${range}`);
    const to = this.#newName(dependency);
    if (to === undefined) return false;
    const isImported = this.#needs.imported.has(name);
    if (isImported && this.#isReplacedWhole(name)) {
      this.#edit.report('dependency-kept', node, name);
      return true;
    }
    if (isImported) return true;
    if (name === honoClerkAuth) this.#edit.report('tokens-narrowed', node, name);
    const dependents = this.#dependentsOn(name);
    if (dependents.length === 0) this.#rename(dependency, to);
    else this.#edit.report('peer-kept', node, `${name}, for ${dependents.join(', ')}`);
    return true;
  }

  /** Name of the package that replaces a dependency. */
  #newName({ name }: Pick<Dependency, 'name'>): string | undefined {
    const { target, framework, imported } = this.#needs;
    if (target !== 'clerk' && legacyPackages.includes(name)) {
      const isFree = imported.has(`@acme/${framework}`) || !imported.has('@acme/backend');
      return isFree ? `@acme/${framework}` : '@acme/backend';
    }
    if (target !== 'clerk' && name === honoClerkAuth) return '@acme/hono';
    const renaming = renameModule(name, target);
    if (renaming?.kind === 'renamed') return renaming.to;
    // A package that ours replaces in part has no main entry of ours.
    const [scope, short = ''] = name.split('/');
    if (packageTable[short]?.isPartial !== true) return undefined;
    if (target === 'clerk') return scope === '@acme' ? `@clerk/${short}` : undefined;
    return scope === '@clerk' && imported.has(`@acme/${short}`) ? `@acme/${short}` : undefined;
  }

  /** Whether an import of the old package that is left is a thing to do, not the way it must be. */
  #isReplacedWhole(name: string): boolean {
    return packageTable[name.split('/')[1] ?? '']?.isPartial !== true;
  }

  /** The other dependencies that stay and need this one as their peer. */
  #dependentsOn(name: string): readonly string[] {
    const others = this.#edit.manifest.dependencies.filter(
      (one) => one.name !== name && (this.#newName(one) === undefined || this.#needs.imported.has(one.name)),
    );
    const needsIt = (one: string) => (knownPeers[one] ?? this.#needs.peersOf(one)).includes(name);
    return [...new Set(others.map((one) => one.name))].filter(needsIt);
  }

  #usesOurs(): boolean {
    return [...this.#needs.imported].some((name) => name.startsWith('@acme/'));
  }

  #rename(dependency: Dependency, to: string): void {
    const { node, section, sectionName } = dependency;
    const [key, value] = node.children ?? [];
    if (this.#present.has(`${sectionName} ${to}`)) return this.#edit.remove(node, section.children ?? []);
    if (!key || !value) return;
    this.#present.add(`${sectionName} ${to}`);
    this.#edit.overwriteString(key, to);
    this.#edit.overwriteString(value, this.#newRange(dependency, to));
  }

  #newRange(dependency: Dependency, to: string): string {
    const { range, name, node, sectionName } = dependency;
    const { remembered, workspace, target } = this.#needs;
    const before = target === 'clerk' ? remembered.before(this.#path, sectionName, name, range) : undefined;
    if (before !== undefined) return before;
    const isRetired = legacyPackages.includes(name) || name === honoClerkAuth;
    const isCatalog = range.startsWith('catalog:') && !isRetired;
    const isWorkspace = range.startsWith('workspace:') && workspace.has(to);
    if (isCatalog) this.#edit.report('version-unknown', node, `${name}: ${range}`);
    const after = isCatalog || isWorkspace ? range : rangeFor(to);
    if (!isCatalog && !isWorkspace && writtenElsewhere.test(range))
      this.#edit.report('range-replaced', node, `${name}: ${range.split(/[:+]/, 1)[0] ?? ''}`);
    if (target !== 'clerk' && !isRetired)
      remembered.remember(this.#path, { section: sectionName, from: name, to, before: range, after });
    return after;
  }

  /** Renames what else is keyed by the names of dependencies, or lists them. */
  #renameLists(): void {
    const { root } = this.#edit.manifest;
    for (const name of ['peerDependenciesMeta', 'dependenciesMeta'])
      for (const node of property(root, name)?.children ?? []) this.#renameMention(node.children?.[0], name);
    for (const name of ['bundledDependencies', 'bundleDependencies'])
      for (const node of property(root, name)?.children ?? []) this.#renameMention(node, name);
  }

  #renameMention(node: JsonNode | undefined, list: string): void {
    const name: unknown = node?.value;
    if (!node || typeof name !== 'string') return;
    const to = this.#newName({ name });
    const section = list === 'peerDependenciesMeta' ? 'peerDependencies' : 'dependencies';
    const isRenamed = to !== undefined && this.#present.has(`${section} ${to}`) && !this.#needs.imported.has(name);
    if (isRenamed) this.#edit.overwriteString(node, to);
  }

  /** Adds packages that the code imports and that are no dependency yet. */
  #addMissing(last: Dependency): void {
    const isPresent = (name: string) => [...this.#present].some((entry) => entry.endsWith(` ${name}`));
    for (const name of missingPackages(this.#edit.manifest, this.#needs, isPresent)) {
      this.#present.add(`${last.sectionName} ${name}`);
      this.#edit.addAfter(last, name, rangeFor(name));
    }
  }
}

/** Gives a `package.json` the dependencies that the migrated sources need. Nothing else in it changes. */
export function migrateManifest(
  path: string,
  manifest: PackageManifest,
  needs: ManifestNeeds,
): { readonly text: string; readonly findings: readonly Finding[] } {
  return new ManifestMigration(path, manifest, needs).migrate();
}
