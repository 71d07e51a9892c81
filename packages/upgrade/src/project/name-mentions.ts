import { parseTree, type Node as JsonNode } from 'jsonc-parser';
import { honoClerkAuth, legacyPackages, partialEntries, sharedPackages } from '../source/rename-module.js';
import { sections } from './package-manifest.js';

/** A place that names a package which is renamed. */
export interface NameMention {
  /** From 1. */
  readonly line: number;
  /** The name, with the place in a `package.json`. Nothing else of the line: it may have secrets. */
  readonly what: string;
}

function pattern(scope: string, others: readonly string[]): RegExp {
  // In regular expressions and JSON the slash may be escaped.
  const quote = (text: string) => text.replaceAll('/', '\\\\*/');
  const own = sharedPackages.flatMap((name) => {
    const entries = partialEntries(scope, name);
    return entries.length > 0 ? entries : [`${scope}/${name}`];
  });
  const names = [...own, ...others].map(quote);
  const wildcard = String.raw`\*|[.([$][\w*+?.()|[\]^$/\\]*`;
  return new RegExp(`(?:${names.join('|')})(?![\\w-])|${scope}\\\\*/(?:${wildcard})|${scope}(?![\\w-]|\\\\*/)`, 'g');
}

const oldNames = {
  there: pattern('@clerk', ['@clerk/clerk-sdk-node', honoClerkAuth]),
  back: pattern(
    '@acme',
    legacyPackages.filter((name) => name.startsWith('@acme/')),
  ),
};

/** The names of packages in a text that a migration changes. */
export function namesIn(text: string, isBack: boolean): readonly string[] {
  const found = (text.match(isBack ? oldNames.back : oldNames.there) ?? []).map((name) => name.replaceAll('\\', ''));
  const names = [...new Set(found)];
  const whole = names.filter((name) => name.includes('/'));
  return whole.length > 0 ? whole : names;
}

/** The lines of a text that name such packages. */
export function nameMentions(text: string, isBack: boolean): readonly NameMention[] {
  if (namesIn(text, isBack).length === 0) return [];
  return text.split('\n').flatMap((line, index) => {
    const names = namesIn(line, isBack);
    return names.length > 0 ? [{ line: index + 1, what: names.join(', ') }] : [];
  });
}

function strings(
  node: JsonNode,
  path: readonly string[],
): readonly { readonly node: JsonNode; readonly path: string }[] {
  if (node.type === 'string') return [{ node, path: path.join('.') }];
  return (node.children ?? []).flatMap((child) => {
    const [key, value] = child.type === 'property' ? (child.children ?? []) : [undefined, child];
    const name = typeof key?.value === 'string' ? key.value : undefined;
    const inner = name === undefined ? path : [...path, name];
    return [...(key ? [{ node: key, path: path.join('.') }] : []), ...(value ? strings(value, inner) : [])];
  });
}

/** The names in a section of dependencies. */
function namesOfSection(property: JsonNode): readonly string[] {
  const [key, value] = property.children ?? [];
  if (!sections.some((name) => name === key?.value)) return [];
  return (value?.children ?? []).map((one) => String(one.children?.[0]?.value));
}

/** The places of a `package.json` outside of its dependencies that name such packages. */
export function manifestMentions(text: string, isBack: boolean): readonly NameMention[] {
  if (namesIn(text, isBack).length === 0) return [];
  const root = parseTree(text.replace(/^\uFEFF/, ' '));
  const skipped = [...sections, 'name', 'description', 'keywords'];
  const declared = new Set((root?.children ?? []).flatMap((property) => namesOfSection(property)));
  return (root?.children ?? []).flatMap((property) => {
    const name: unknown = property.children?.[0]?.value;
    const value = property.children?.[1];
    if (typeof name !== 'string' || !value || skipped.includes(name)) return [];
    return strings(value, [name]).flatMap(({ node, path }) => {
      const isSetting = /^(?:peerDependenciesMeta|dependenciesMeta)$/.test(path);
      if (isSetting && declared.has(String(node.value))) return [];
      const names = namesIn(String(node.value), isBack);
      const line = text.slice(0, node.offset).split('\n').length;
      return names.length > 0 ? [{ line, what: `${path}: ${names.join(', ')}` }] : [];
    });
  });
}
