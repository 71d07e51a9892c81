import { parseTree, type Node as JsonNode, type ParseError } from 'jsonc-parser';
import MagicString from 'magic-string';
import { UpgradeError } from '../upgrade-error.js';
import { finding, type Finding, type FindingCode } from '../source/finding.js';
import { type Framework, legacyPackages, renameModule, type Target } from '../source/rename-module.js';
import { rangeFor } from './range-for.js';

const sections = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

/** One dependency of a package. */
interface Dependency {
  readonly name: string;
  readonly range: string;
  readonly node: JsonNode;
  readonly section: JsonNode;
}

/** The parts of a `package.json` that the migration needs. */
export interface PackageManifest {
  readonly text: string;
  readonly dependencies: readonly Dependency[];
  readonly root: JsonNode;
}

function property(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return node?.children?.find((child) => child.children?.[0]?.value === name)?.children?.[1];
}

/** @throws {UpgradeError} `package_json_invalid` */
export function readManifest(path: string, text: string): PackageManifest {
  const errors: ParseError[] = [];
  const root = parseTree(text.replace(/^\uFEFF/, ' '), errors);
  if (root?.type !== 'object' || errors.length > 0)
    throw new UpgradeError('package_json_invalid', `${path} is not valid JSON. Fix it and run the command again.`);
  const dependencies = sections.flatMap((name) => {
    const section = property(root, name);
    return (section?.children ?? []).flatMap((node): readonly Dependency[] => {
      const [key, value] = node.children ?? [];
      if (!section || typeof key?.value !== 'string' || typeof value?.value !== 'string') return [];
      return [{ name: key.value, range: value.value, node, section }];
    });
  });
  return { text, dependencies, root };
}

/** Major version of the retired SDK in the dependencies; undefined if it is not there, `unknown` for a range without a version. */
export function legacyMajorOf({ dependencies }: PackageManifest): number | 'unknown' | undefined {
  const legacy = dependencies.find(({ name }) => legacyPackages.includes(name));
  if (!legacy) return undefined;
  if (/^(?:\*|latest|x)$/.test(legacy.range) || legacy.name.startsWith('@acme/')) return 5;
  const major = /^\D{0,3}(\d+)(?:\.|$)/.exec(legacy.range.replace(/^npm:.*@/, ''))?.[1];
  return major === undefined ? 'unknown' : Number(major);
}

/** What the migrated sources of a package need. */
export interface ManifestNeeds {
  readonly target: Target;
  readonly framework: Framework;
  /** Names of the packages that the sources import now. */
  readonly imported: ReadonlySet<string>;
}

const writtenElsewhere = /^(?:workspace|catalog|file|link|portal|git|github|https?|patch)[:+]/;

class ManifestEdit {
  readonly #path: string;
  readonly #manifest: PackageManifest;
  readonly #needs: ManifestNeeds;
  readonly #edits: MagicString;
  readonly #findings: Finding[] = [];
  readonly #present: Set<string>;

  constructor(path: string, manifest: PackageManifest, needs: ManifestNeeds) {
    this.#path = path;
    this.#manifest = manifest;
    this.#needs = needs;
    this.#edits = new MagicString(manifest.text);
    this.#present = new Set(manifest.dependencies.map(({ name }) => name));
  }

  migrate(): { readonly text: string; readonly findings: readonly Finding[] } {
    let last: Dependency | undefined;
    for (const dependency of this.#manifest.dependencies) {
      if (this.#migrateOne(dependency)) last ??= dependency;
    }
    if (last) this.#addMissing(last);
    if (last && this.#needs.target !== 'clerk') this.#checkNode();
    return { text: this.#edits.toString(), findings: this.#findings };
  }

  #report(code: FindingCode, node: JsonNode, what: string): void {
    const line = this.#manifest.text.slice(0, node.offset).split('\n').length;
    this.#findings.push(finding(code, this.#path, line, what));
  }

  /** @returns whether the dependency was migrated */
  #migrateOne(dependency: Dependency): boolean {
    const { name, node } = dependency;
    const toAcme = this.#needs.target !== 'clerk';
    if (toAcme && name === '@clerk/types') this.#report('types-package', node, name);
    if (toAcme && name === 'svix' && this.#usesOurs()) this.#report('svix', node, name);
    if (toAcme && legacyPackages.includes(name)) return this.#migrateLegacy(dependency);
    const renaming = renameModule(name, this.#needs.target);
    if (renaming?.kind !== 'renamed') return false;
    this.#rename(dependency, renaming.to);
    return true;
  }

  #usesOurs(): boolean {
    return [...this.#needs.imported].some((name) => name.startsWith('@acme/'));
  }

  #migrateLegacy(dependency: Dependency): boolean {
    const isKept = this.#needs.imported.has(dependency.name);
    if (isKept) this.#report('dependency-kept', dependency.node, dependency.name);
    else this.#rename(dependency, `@acme/${this.#needs.framework}`);
    return true;
  }

  #rename(dependency: Dependency, to: string): void {
    const { node, range, name } = dependency;
    const [key, value] = node.children ?? [];
    if (this.#present.has(to)) return this.#remove(dependency);
    if (!key || !value) return;
    this.#present.add(to);
    this.#edits.overwrite(key.offset + 1, key.offset + key.length - 1, to);
    if (!writtenElsewhere.test(range))
      this.#edits.overwrite(value.offset + 1, value.offset + value.length - 1, rangeFor(to));
    else if (!range.startsWith('workspace:'))
      this.#report('version-unknown', node, `${name}: ${range.split(':', 1)[0] ?? ''}:`);
  }

  #remove({ node, section }: Dependency): void {
    const list = section.children ?? [];
    const index = list.indexOf(node);
    const [previous, next] = [list[index - 1], list[index + 1]];
    if (next) this.#edits.remove(node.offset, next.offset);
    else this.#edits.remove(previous ? previous.offset + previous.length : node.offset, node.offset + node.length);
  }

  /** Adds packages that the code imports and that are no dependency yet. */
  #addMissing({ node, section }: Dependency): void {
    const scope = this.#needs.target === 'clerk' ? '@clerk/' : '@acme/';
    const before = this.#manifest.text.slice(section.offset + 1, section.children?.[0]?.offset);
    for (const name of [...this.#needs.imported].sort()) {
      if (
        !name.startsWith(scope) ||
        this.#present.has(name) ||
        renameModule(name, this.#needs.target === 'clerk' ? 'express' : 'clerk') === undefined
      )
        continue;
      this.#present.add(name);
      this.#edits.appendLeft(node.offset + node.length, `,${before || ' '}"${name}": "${rangeFor(name)}"`);
    }
  }

  #checkNode(): void {
    const node = property(property(this.#manifest.root, 'engines'), 'node');
    const [, major, minor] = /(\d+)(?:\.(\d+))?/.exec(String(node?.value ?? '')) ?? [];
    if (!node || major === undefined) return;
    if (Number(major) < 20 || (Number(major) === 20 && minor !== undefined && Number(minor) < 9)) {
      this.#report('node-version', node, `engines.node: ${String(node.value)}`);
    }
  }
}

/** Gives a `package.json` the dependencies that the migrated sources need. Nothing else in it changes. */
export function migrateManifest(
  path: string,
  manifest: PackageManifest,
  needs: ManifestNeeds,
): ReturnType<ManifestEdit['migrate']> {
  return new ManifestEdit(path, manifest, needs).migrate();
}
