import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Doc comments by wire name of the field. */
type FieldDocs = ReadonlyMap<string, string>;

function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
}

function docOf(node: ts.Node): string | undefined {
  return ts.getJSDocCommentsAndTags(node).find(ts.isJSDoc)?.getText();
}

/** `createdAt` is `created_at` on the wire. */
const wireName = (property: string) => property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function fieldDocsOf(declaration: ts.ClassDeclaration): FieldDocs {
  const docs = declaration.members.flatMap((member) => {
    const name = member.name?.getText() ?? '';
    // Some classes have the fields under their wire names, too: "the same as …" is no description of the original.
    const doc = ts.isPropertyDeclaration(member) && !name.includes('_') ? docOf(member) : undefined;
    return doc === undefined ? [] : [[wireName(name), doc] as const];
  });
  return new Map(docs);
}

/** The wire type and the class of each reader in a file: `resource<W>()(object, C, …)`, or a constant of type `ResourceReader<W, C>`. */
function readersOf(file: ts.SourceFile): readonly (readonly [wire: string, className: string])[] {
  const found: (readonly [string, string])[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isCallExpression(node.expression)) {
      const [wire] = node.expression.typeArguments ?? [];
      const [, className] = node.arguments;
      if (node.expression.expression.getText() === 'resource' && wire && className)
        found.push([wire.getText(), className.getText()]);
    }
    if (ts.isTypeReferenceNode(node) && node.typeName.getText() === 'ResourceReader') {
      const [wire, className] = node.typeArguments ?? [];
      if (wire && className) found.push([wire.getText(), className.getText()]);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The doc comments that wire types take from classes, by name of the wire type. */
export function readFieldDocs(resources: string): ReadonlyMap<string, FieldDocs> {
  const files = readdirSync(resources).map((name) => parse(join(resources, name)));
  const classes = new Map(
    files.flatMap(({ statements }) => statements.filter(ts.isClassDeclaration)).map((node) => [node.name?.text, node]),
  );
  const pairs = files.flatMap(readersOf).flatMap(([wire, className]) => {
    const declaration = classes.get(className);
    return declaration ? [[wire, fieldDocsOf(declaration)] as const] : [];
  });
  return new Map(pairs);
}

/** Gives each field without a comment in declarations the comment of the class. */
function addDocs(file: ts.SourceFile, docs: ReadonlyMap<string, FieldDocs>): string {
  const insertions = file.statements
    .filter(ts.isInterfaceDeclaration)
    .flatMap(({ name, members }) => members.map((member) => ({ member, fields: docs.get(name.text) })))
    .flatMap(({ member, fields }) => {
      const doc = docOf(member) === undefined ? fields?.get(member.name?.getText() ?? '') : undefined;
      return doc === undefined ? [] : [{ position: member.getStart(), doc }];
    });
  return insertions.reduceRight(
    (text, { position, doc }) => `${text.slice(0, position)}${doc}\n  ${text.slice(position)}`,
    file.text,
  );
}

/**
 * Copies doc comments of the classes into the built declarations of wire types. A field that a class and its wire type share is
 * described once, in the class; editors show the comment on both.
 */
export function copyFieldDocs({
  resources,
  declarations,
}: {
  readonly resources: string;
  readonly declarations: string;
}): void {
  const docs = readFieldDocs(resources);
  for (const name of readdirSync(declarations).filter((file) => /\.d\.[cm]?ts$/.test(file))) {
    const path = join(declarations, name);
    const file = parse(path);
    const text = addDocs(file, docs);
    if (text !== file.text) writeFileSync(path, text);
  }
}
