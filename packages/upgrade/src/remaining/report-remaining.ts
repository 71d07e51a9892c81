import type { Node } from '@babel/types';
import { embeddedCode } from '../source/embedded-code.js';
import { finding, type Finding } from '../source/finding.js';
import { legacyPackages } from '../source/rename-module.js';
import { SourceFile } from '../source/source-file.js';
import { parseSource } from '../source/parse-source.js';
import { remainingExpress } from './remaining-express.js';
import { remainingMethods } from './remaining-methods.js';
import { remainingModules } from './remaining-modules.js';
import { remainingNames } from './remaining-names.js';
import { remainingPackages } from './remaining-packages.js';
import { remainingRequests } from './remaining-requests.js';
import { isReported, type RemainingFacts } from './remaining-use.js';
import { remainingVariables } from './remaining-variables.js';

/** Old packages in the part of a component or document that is not read as code. */
function remainingInMarkup(path: string, text: string): readonly Finding[] {
  const markup =
    embeddedCode(path, text)?.markup.replace(/<!--[\s\S]*?-->/g, (one) => one.replace(/[^\n]/g, ' ')) ?? '';
  return markup.split('\n').flatMap((line, index) => {
    const name = legacyPackages.find((one) => line.includes(one));
    if (name === undefined) return [];
    const isCode = !path.endsWith('.mdx') && /^\s*import\b|\brequire\b/.test(line);
    return [finding(isCode ? 'use-left' : 'name-elsewhere', path, index + 1, name)];
  });
}

/** Whether the package used the official backend or Fastify package before 1.0, which had other names. */
function usesFirstVersion({ officialMajors = {} }: RemainingFacts): boolean {
  return officialMajors['@clerk/backend'] === 0 || officialMajors['@clerk/fastify'] === 0;
}

/**
 * Reads a migrated file again, and reports each use of an old name, method, module or variable that is neither translated nor in the
 * report. It does not rely on what the translation found.
 * @param known - the findings of the translation, with their lines in the migrated text
 */
export function reportRemaining(
  path: string,
  text: string,
  facts: RemainingFacts,
  known: readonly Finding[],
): readonly Finding[] {
  const parsed = parseSource(path, text);
  if (!parsed.ok) return [];
  const file = new SourceFile(path, text, parsed.ast);
  // The old wrapper still sets what such a handler reads.
  const isLeft = known.some(({ code }) => code === 'wrapper-left');
  const isFirst = usesFirstVersion(facts);
  const uses = [
    ...remainingModules(file),
    ...remainingNames(file),
    ...remainingMethods(file, { ...facts, usesLegacy: facts.usesLegacy || isFirst }),
    ...(facts.usesLegacy && !isLeft ? remainingRequests(file, facts) : []),
    ...(facts.usesLegacy ? [...remainingVariables(file), ...remainingExpress(file, facts.framework)] : []),
    ...(facts.usesLegacy || isFirst || facts.honoClerkAuthMajor !== undefined ? remainingPackages(file) : []),
  ];
  const seen = new Set<Node>();
  for (const use of uses) {
    const { node } = use.path;
    if (seen.has(node) || isReported(file, use, known)) continue;
    seen.add(node);
    file.report(use.code, node, use.code === 'variable-left' ? use.name : undefined);
  }
  return [...file.finish().findings, ...remainingInMarkup(path, text)];
}
