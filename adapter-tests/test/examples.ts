import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { entries } from '../../docs/entries.mjs';

/** A function that an entry of a package exports, with the examples of its description. */
export interface DescribedFunction {
  /** What an import says. */
  readonly entry: string;
  readonly name: string;
  readonly examples: readonly string[];
}

/** Entries for adapters and tools of ours, and those with the names of packages that are retired. */
const internal =
  /^@acme\/(?:node-legacy|nuxt$|backend\/(?:internal|adapter|node-http|web|full-stack|resources|endpoints|types|wire)$)/;

const fileOf = (source: string) => fileURLToPath(new URL(source.replace('../', '../../'), import.meta.url));

/** The code of an example, which may have a fence around it. */
const codeOf = (text: string) => text.replace(/^```\w*\n([^]*?)\n```$/, '$1');

function describe(entry: string, exported: ts.Symbol, checker: ts.TypeChecker): DescribedFunction | undefined {
  const { name } = exported;
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  const [declaration] = symbol.declarations ?? [];
  if (!declaration || !(symbol.flags & ts.SymbolFlags.Value)) return undefined;
  if (checker.getTypeOfSymbolAtLocation(symbol, declaration).getCallSignatures().length === 0) return undefined;
  const tags = symbol.getJsDocTags(checker).filter((tag) => tag.name === 'example');
  return { entry, name, examples: tags.map(({ text }) => codeOf(ts.displayPartsToString(text))) };
}

/** Every function that our entries for applications export. */
export function describedFunctions(): readonly DescribedFunction[] {
  const shown = entries.filter(({ name }) => !internal.test(name));
  const program = ts.createProgram(
    shown.map(({ source }) => fileOf(source)),
    {
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      skipLibCheck: true,
      noEmit: true,
    },
  );
  const checker = program.getTypeChecker();
  return shown.flatMap(({ name, source }) => {
    const file = program.getSourceFile(fileOf(source));
    const module = file && checker.getSymbolAtLocation(file);
    if (!module) throw new Error(`${name} has no module.`);
    return checker.getExportsOfModule(module).flatMap((exported) => describe(name, exported, checker) ?? []);
  });
}
