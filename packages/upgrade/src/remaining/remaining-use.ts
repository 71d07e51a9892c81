import type { ClientExports } from '../clients/client-value.js';
import type { Finding, FindingCode } from '../source/finding.js';
import { nameOf } from '../source/member-name.js';
import type { NodePath } from '../source/parse-source.js';
import type { Framework } from '../source/rename-module.js';
import { rangeOf, type SourceFile } from '../source/source-file.js';

/** Facts about the file that decide what an old name in it means. */
export interface RemainingFacts {
  /** Whether the package uses, or used, the retired SDK. */
  readonly usesLegacy: boolean;
  /** The framework that code of the retired SDK is migrated to. */
  readonly framework: Framework;
  readonly legacyMajor: number;
  readonly clientModules?: Readonly<Record<string, ClientExports>> | undefined;
  /** Major versions of the official packages among the dependencies. */
  readonly officialMajors?: Readonly<Record<string, number>> | undefined;
  readonly honoClerkAuthMajor?: number | undefined;
  /** Whether requests in this file may have passed the old middleware. */
  readonly receivesLegacyRequests: boolean;
  readonly foreignAuth: boolean;
  readonly foreignSession: boolean;
}

/** A use of an old name in a migrated file. */
export interface RemainingUse {
  readonly code: FindingCode;
  readonly path: NodePath;
  readonly name: string;
}

/** Kinds of findings that say that a whole place is left. */
const ofPlace: ReadonlySet<FindingCode> = new Set([
  'use-left',
  'wrapper-left',
  're-export-left',
  'setter-left',
  'mock-renamed',
  'instance-of',
]);

function statementOf(path: NodePath): NodePath {
  return path.find((one) => one.isStatement() || one.isTSInterfaceDeclaration()) ?? path;
}

/** Whether the report already says it: with the name, or of the whole place, in the lines of the statement down to the name. */
export function isReported(file: SourceFile, use: RemainingUse, known: readonly Finding[]): boolean {
  const lineAt = (offset: number) => file.text.slice(0, offset).split('\n').length;
  const statement = rangeOf(statementOf(use.path).node);
  const isImport = use.path.isModuleSpecifier() || use.path.isObjectProperty();
  const first = lineAt(statement.start);
  const last = lineAt(isImport ? statement.end : rangeOf(use.path.node).start);
  const hasWord = (what: string, name: string) =>
    new RegExp(`(?<![\\w$])${name.replace(/\W/g, '\\$&')}(?![\\w$])`).test(what);
  const local = use.path.isModuleSpecifier() && 'local' in use.path.node ? nameOf(use.path.node.local) : undefined;
  return known.some(({ code, line, what }) => {
    const isHere = line >= first && line <= last;
    if (isHere && (ofPlace.has(code) || hasWord(what, use.name))) return true;
    if (!isImport || !/-left$|^instance-of$/.test(code)) return false;
    return hasWord(what, use.name) || (local !== undefined && hasWord(what, local));
  });
}
