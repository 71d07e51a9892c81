import { parseTree, type Node as JsonNode, type ParseError } from 'jsonc-parser';
import { UpgradeError } from '../upgrade-error.js';

/** The sections of a `package.json` that list dependencies. */
export const sections = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

/** One dependency of a package. */
export interface Dependency {
  readonly name: string;
  readonly range: string;
  /** The property of `package.json`. */
  readonly node: JsonNode;
  /** The object that has the property. */
  readonly section: JsonNode;
  readonly sectionName: string;
}

/** The parts of a `package.json` that the migration needs. */
export interface PackageManifest {
  readonly text: string;
  readonly name: string | undefined;
  readonly version: string | undefined;
  /** `module` if its files are modules. */
  readonly type: string | undefined;
  readonly dependencies: readonly Dependency[];
  readonly root: JsonNode;
}

/** The value of a property of a JSON object. */
export function property(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return node?.children?.find((child) => child.children?.[0]?.value === name)?.children?.[1];
}

function textAt(root: JsonNode, name: string): string | undefined {
  const value: unknown = property(root, name)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** @throws {UpgradeError} `package_json_invalid` */
export function readManifest(path: string, text: string): PackageManifest {
  const errors: ParseError[] = [];
  const root = parseTree(text.replace(/^\uFEFF/, ' '), errors);
  if (root?.type !== 'object' || errors.length > 0)
    throw new UpgradeError('package_json_invalid', `${path} is not valid JSON. Fix it and run the command again.`);
  const dependencies = sections.flatMap((sectionName) => {
    const section = property(root, sectionName);
    return (section?.children ?? []).flatMap((node): readonly Dependency[] => {
      const [key, value] = node.children ?? [];
      if (!section || typeof key?.value !== 'string' || typeof value?.value !== 'string') return [];
      return [{ name: key.value, range: value.value, node, section, sectionName }];
    });
  });
  return {
    text,
    name: textAt(root, 'name'),
    version: textAt(root, 'version'),
    type: textAt(root, 'type'),
    dependencies,
    root,
  };
}

/** The range of a dependency, from the first section that lists it. */
export function rangeOf({ dependencies }: PackageManifest, name: string): string | undefined {
  return dependencies.find((dependency) => dependency.name === name)?.range;
}
