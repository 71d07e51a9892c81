import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/**
 * Reads the official client's declarations and ours, and lists what ours lacks: sub-APIs, methods, parameters of methods,
 * properties of answers, and fields of the wire types. When the official package moves on, this test names what is new.
 */
const here = fileURLToPath(new URL('.', import.meta.url));
const entry = `${here}declarations.virtual.ts`;
const source = `
import type { ClerkClient } from '@clerk/backend';
import type * as Official from '@clerk/backend';
import type { ClerkClient as OurClient } from '../../src/index.js';
import type * as Ours from '../../src/wire.js';
export declare const officialClient: ClerkClient;
export declare const ourClient: OurClient;
export declare namespace names { export { Official, Ours } }
`;

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  noEmit: true,
  types: ['node'],
};

function createProgram() {
  const host = ts.createCompilerHost(options);
  const fileExists = host.fileExists.bind(host);
  const getSourceFile = host.getSourceFile.bind(host);
  host.fileExists = (file) => file === entry || fileExists(file);
  host.getSourceFile = (file, ...rest) =>
    file === entry ? ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true) : getSourceFile(file, ...rest);
  return ts.createProgram([entry], options, host);
}

const program = createProgram();
const checker = program.getTypeChecker();
const root = program.getSourceFile(entry);
if (!root) throw new Error('The program has no entry.');

function exportsOf(name: string): readonly ts.Symbol[] {
  const statement = root?.statements.find(
    (node): node is ts.ImportDeclaration =>
      ts.isImportDeclaration(node) && node.importClause?.namedBindings?.getText() === `* as ${name}`,
  );
  const symbol = statement && checker.getSymbolAtLocation(statement.moduleSpecifier);
  if (!symbol) throw new Error(`There is no module ${name}.`);
  return checker.getExportsOfModule(symbol);
}

function typeOf(name: string): ts.Type {
  const statements = root?.statements.filter((node) => ts.isVariableStatement(node)) ?? [];
  const found = statements
    .flatMap(({ declarationList }) => [...declarationList.declarations])
    .find((node) => node.name.getText() === name);
  const type = found && checker.getTypeAtLocation(found);
  if (!type || type.flags & ts.TypeFlags.Any) throw new Error(`${name} has no type.`);
  return type;
}

/** The object types a value of this type may be; for a list, those of its items. */
function objectsIn(type: ts.Type): readonly ts.Type[] {
  if (type.isUnion()) return type.types.flatMap(objectsIn);
  if (checker.isArrayType(type) || checker.isTupleType(type)) {
    return checker.getTypeArguments(type as ts.TypeReference).flatMap(objectsIn);
  }
  const isObject = (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
  // Of what the language or the platform has, such as Date and Blob, the name says enough.
  const isBuiltIn = (type.aliasSymbol ?? type.symbol)?.declarations?.every((node) =>
    /\/(typescript\/lib|@types\/node|undici-types)\//.test(node.getSourceFile().fileName),
  );
  return isObject && !(isBuiltIn && !type.aliasSymbol) ? [type] : [];
}

const isPublic = (symbol: ts.Symbol) =>
  !symbol.name.startsWith('_') &&
  !symbol.name.startsWith('#') &&
  !symbol.declarations?.some(
    (node) => ts.getCombinedModifierFlags(node) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected),
  );

const propertiesOf = (types: readonly ts.Type[]) => types.flatMap((type) => checker.getPropertiesOfType(type));
const typesOf = (symbols: readonly ts.Symbol[]) => symbols.map((symbol) => checker.getTypeOfSymbol(symbol));
const answersOf = (signatures: readonly ts.Signature[]) =>
  signatures.flatMap((signature) => checker.getAwaitedType(signature.getReturnType()) ?? []);

/** Paths of what is in the official types and not in ours, whatever the types of the values are. */
function missing(official: readonly ts.Type[], ours: readonly ts.Type[], path: string, seen: Set<ts.Type>): string[] {
  const theirs = official.flatMap(objectsIn).filter((type) => !seen.has(type));
  for (const type of theirs) seen.add(type);
  const own = ours.flatMap(objectsIn);
  // Where our value may be anything, nothing is missing.
  if (theirs.length === 0 || own.some((type) => checker.getIndexInfoOfType(type, ts.IndexKind.String))) return [];
  const names = new Set(
    propertiesOf(theirs)
      .filter(isPublic)
      .map(({ name }) => name),
  );
  const found = [...names].flatMap((name) => {
    const of = (types: readonly ts.Type[]) => typesOf(propertiesOf(types).filter((symbol) => symbol.name === name));
    const here = of(own);
    return here.length === 0 ? [`${path}.${name}`] : missing(of(theirs), here, `${path}.${name}`, seen);
  });
  return [...found, ...missingInCalls(theirs, own, path, seen)];
}

function missingInCalls(
  theirs: readonly ts.Type[],
  own: readonly ts.Type[],
  path: string,
  seen: Set<ts.Type>,
): readonly string[] {
  const signatures = theirs.flatMap((type) => type.getCallSignatures());
  const ownSignatures = own.flatMap((type) => type.getCallSignatures());
  const length = Math.max(0, ...signatures.map(({ parameters }) => parameters.length));
  const parameters = Array.from({ length }, (_, index) => {
    const at = (list: readonly ts.Signature[]) => typesOf(list.flatMap(({ parameters }) => parameters[index] ?? []));
    return missing(at(signatures), at(ownSignatures), `${path}(${index})`, seen);
  });
  return [...parameters.flat(), ...missing(answersOf(signatures), answersOf(ownSignatures), `${path}()`, seen)];
}

/** Where ours lacks something on purpose. */
const without: readonly RegExp[] = [
  // The declarations give every part an `object`; the service sends these parts without one.
  /(linked_to|latest_activity|enterprise_connection|public_organization_data|publicOrganizationData|IdentificationLinkJSON|PublicOrganizationDataJSON)\.object$/,
  // What an e-mail of a batch was refused for: these belong to passwords, sessions and billing.
  /^client\.emails\.createBatch\(\)\.errors\.meta\.(zxcvbn|permissions|plan)/,
];
const unlisted = (found: readonly string[]) => found.filter((path) => !without.some((listed) => listed.test(path)));

describe('the official declarations', () => {
  const isSubApi = (type: ts.Type) =>
    type.getCallSignatures().length === 0 &&
    propertiesOf([type]).some((symbol) => answersOf(checker.getTypeOfSymbol(symbol).getCallSignatures()).length > 0);
  const subApis = propertiesOf([typeOf('officialClient')]).filter(
    (symbol) => symbol.name !== 'telemetry' && isSubApi(checker.getTypeOfSymbol(symbol)),
  );
  const ownSubApis = propertiesOf([typeOf('ourClient')]);

  it('are read', () => {
    expect(subApis.length).toBeGreaterThan(30);
  });

  it.each(subApis.map((symbol) => [symbol.name, symbol] as const))(
    'have no method, parameter or property below `%s` that ours lack',
    (name, theirs) => {
      const own = ownSubApis.filter((symbol) => symbol.name === name);
      const found = missing(typesOf([theirs]), typesOf(own), `client.${name}`, new Set());
      expect(own).toHaveLength(1);
      expect(unlisted(found)).toEqual([]);
    },
  );

  it('have no field of a wire type that ours lack', () => {
    const ours = new Map(exportsOf('Ours').map((symbol) => [symbol.name, checker.getDeclaredTypeOfSymbol(symbol)]));
    const pairs = exportsOf('Official').flatMap((symbol) => {
      const own = ours.get(symbol.name);
      if (!own || !symbol.name.endsWith('JSON')) return [];
      const theirs = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      return [[symbol.name, checker.getDeclaredTypeOfSymbol(theirs), own] as const];
    });
    expect(pairs.length).toBeGreaterThan(30);
    expect(unlisted(pairs.flatMap(([name, theirs, own]) => missing([theirs], [own], name, new Set())))).toEqual([]);
  });
});
