import ts from 'typescript';

/** An entry of a package. */
export interface Door {
  /** Folder of the package, for example `backend`. */
  readonly package: string;
  /** As in `exports`: `.` or `./errors`. */
  readonly name: string;
  /** The file of declarations. */
  readonly file: string;
}

const flags =
  ts.TypeFormatFlags.NoTruncation |
  ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope |
  ts.TypeFormatFlags.OmitParameterModifiers;

class SignatureWriter {
  readonly #checker: ts.TypeChecker;

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  /** The declarations of one exported name, without comments and with sorted members. */
  declarationsOf(exported: ts.Symbol): readonly string[] {
    const symbol = this.#resolve(exported);
    const name = exported.name === 'default' ? 'defaultExport' : exported.name;
    const lines: string[] = [];
    if (symbol.flags & ts.SymbolFlags.Class) lines.push(this.#classText(name, symbol));
    else if (symbol.flags & ts.SymbolFlags.Interface) lines.push(this.#interfaceText(name, symbol));
    else if (symbol.flags & ts.SymbolFlags.TypeAlias) lines.push(this.#aliasText(name, symbol));
    if (symbol.flags & ts.SymbolFlags.Function) lines.push(...this.#functionTexts(name, symbol));
    else if (symbol.flags & ts.SymbolFlags.Variable) {
      lines.push(`declare const ${name}: ${this.#text(this.#checker.getTypeOfSymbol(symbol))};`);
    }
    return lines;
  }

  /** The package that declares an exported name. */
  ownerOf(exported: ts.Symbol): string | undefined {
    return packageOf(this.#resolve(exported));
  }

  #resolve(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
  }

  #text(type: ts.Type, extra: ts.TypeFormatFlags = 0): string {
    return this.#checker.typeToString(type, undefined, flags | extra);
  }

  #parametersOf(symbol: ts.Symbol): string {
    const declaration = symbol.declarations?.find(
      (candidate): candidate is ts.InterfaceDeclaration | ts.ClassDeclaration | ts.TypeAliasDeclaration =>
        ts.isInterfaceDeclaration(candidate) ||
        ts.isClassDeclaration(candidate) ||
        ts.isTypeAliasDeclaration(candidate),
    );
    const parameters = declaration?.typeParameters?.map((parameter) => parameter.getText()) ?? [];
    return parameters.length > 0 ? `<${parameters.join(', ')}>` : '';
  }

  #heritageOf(symbol: ts.Symbol): string {
    const clauses = symbol.declarations?.flatMap((declaration) =>
      ts.isInterfaceDeclaration(declaration) || ts.isClassDeclaration(declaration)
        ? (declaration.heritageClauses ?? [])
        : [],
    );
    return (clauses ?? [])
      .map(({ token, types }) => {
        const names = types.map((type) => this.#text(this.#checker.getTypeAtLocation(type)));
        return ` ${token === ts.SyntaxKind.ExtendsKeyword ? 'extends' : 'implements'} ${names.join(', ')}`;
      })
      .join('');
  }

  #functionTexts(name: string, symbol: ts.Symbol): readonly string[] {
    const signatures = this.#checker.getTypeOfSymbol(symbol).getCallSignatures();
    return signatures.map((signature) => `declare function ${name}${this.#signatureText(signature)};`);
  }

  #signatureText(signature: ts.Signature): string {
    return this.#checker.signatureToString(signature, undefined, flags);
  }

  #memberTexts(member: ts.Symbol): readonly string[] {
    const [declaration] = member.declarations ?? [];
    const isUnnamed = [ts.InternalSymbolName.Index, ts.InternalSymbolName.Call, ts.InternalSymbolName.New].includes(
      member.escapedName as ts.InternalSymbolName,
    );
    if (!declaration || isUnnamed || member.flags & ts.SymbolFlags.TypeParameter) return [];
    const modifiers = ts.getCombinedModifierFlags(declaration);
    if (
      modifiers & ts.ModifierFlags.Private ||
      ts.isPrivateIdentifier(ts.getNameOfDeclaration(declaration) ?? declaration)
    )
      return [];
    const name = member.name.startsWith('__@')
      ? (ts.getNameOfDeclaration(declaration)?.getText() ?? '')
      : quoted(member.name);
    const type = this.#checker.getTypeOfSymbol(member);
    const optional = member.flags & ts.SymbolFlags.Optional ? '?' : '';
    if (member.flags & ts.SymbolFlags.Method) {
      const called = this.#checker.getNonNullableType(type).getCallSignatures();
      return called.map((signature) => `${name}${optional}${this.#signatureText(signature)};`);
    }
    const isReadonly =
      modifiers & ts.ModifierFlags.Readonly ||
      (member.flags & ts.SymbolFlags.GetAccessor && !(member.flags & ts.SymbolFlags.SetAccessor));
    return [`${isReadonly ? 'readonly ' : ''}${name}${optional}: ${this.#text(type)};`];
  }

  #membersOf(members: Iterable<ts.Symbol>): readonly string[] {
    return Array.from(members)
      .flatMap((member) => this.#memberTexts(member))
      .sort();
  }

  #interfaceText(name: string, symbol: ts.Symbol): string {
    const type = this.#checker.getDeclaredTypeOfSymbol(symbol);
    const calls = type.getCallSignatures().map((signature) => `${this.#signatureText(signature)};`);
    const indexes = this.#checker
      .getIndexInfosOfType(type)
      .map(
        ({ keyType, type: value, isReadonly }) =>
          `${isReadonly ? 'readonly ' : ''}[key: ${this.#text(keyType)}]: ${this.#text(value)};`,
      );
    const members = [...calls, ...indexes, ...this.#membersOf(symbol.members?.values() ?? [])];
    return `interface ${name}${this.#parametersOf(symbol)}${this.#heritageOf(symbol)} { ${members.join('\n')} }`;
  }

  #classText(name: string, symbol: ts.Symbol): string {
    const constructors = this.#checker
      .getTypeOfSymbol(symbol)
      .getConstructSignatures()
      .filter(({ declaration }) => declaration && declaration.parent === symbol.valueDeclaration)
      .map((signature) => `constructor${this.#signatureText(signature).replace(/: [^:]*$/, '')};`);
    const own = Array.from(symbol.members?.values() ?? []).filter((member) => member.name !== '__constructor');
    const statics = Array.from(symbol.exports?.values() ?? []).filter((member) => member.name !== 'prototype');
    const members = [
      ...constructors,
      ...this.#membersOf(statics).map((text) => `static ${text}`),
      ...this.#membersOf(own),
    ];
    return `declare class ${name}${this.#parametersOf(symbol)}${this.#heritageOf(symbol)} { ${members.join('\n')} }`;
  }

  #aliasText(name: string, symbol: ts.Symbol): string {
    const type = this.#checker.getDeclaredTypeOfSymbol(symbol);
    return `type ${name}${this.#parametersOf(symbol)} = ${this.#text(type, ts.TypeFormatFlags.InTypeAlias)};`;
  }
}

const quoted = (name: string) => (/^[\w$]+$/.test(name) ? name : JSON.stringify(name));

/** The package of the repository that a symbol is declared in, for example `backend`. */
function packageOf(symbol: ts.Symbol | undefined): string | undefined {
  const file = symbol?.declarations?.[0]?.getSourceFile().fileName;
  return file && /\/packages\/([\w-]+)\/dist\//.exec(file)?.[1];
}

function createProgram(files: readonly string[]): ts.Program {
  return ts.createProgram(files, {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
  });
}

/**
 * The signatures of everything that the doors of packages export. A name that an earlier door of the package or another package
 * declares is only mentioned, with its place.
 */
export function listSignatures(doors: readonly Door[]): readonly string[] {
  const program = createProgram(doors.map(({ file }) => file));
  const checker = program.getTypeChecker();
  const writer = new SignatureWriter(checker);
  const firstDoors = new Map<string, string>();
  return doors.map((door) => {
    const source = program.getSourceFile(door.file);
    const module = source && checker.getSymbolAtLocation(source);
    const exported = module ? checker.getExportsOfModule(module) : [];
    const lines = exported
      .map((entry) => ({ name: entry.name, owner: writer.ownerOf(entry), texts: writer.declarationsOf(entry) }))
      .sort((left, right) => (left.name < right.name ? -1 : 1))
      .flatMap(({ name, owner, texts }) => {
        if (owner !== undefined && owner !== door.package) return [`// ${name}: see @acme/${owner}`];
        const key = [door.package, ...texts].join('\n');
        const earlier = firstDoors.get(key);
        if (earlier === undefined) firstDoors.set(key, door.name);
        return earlier === undefined ? texts : [`// ${name}: see ${earlier}`];
      });
    return `${lines.length === 0 ? '// No exports.' : lines.join('\n')}\n`;
  });
}
