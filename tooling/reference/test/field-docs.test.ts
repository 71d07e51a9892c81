import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { readFieldDocs } from '../../../packages/backend/build/copy-field-docs.js';

const backend = fileURLToPath(new URL('../../../packages/backend/', import.meta.url));
const docs = readFieldDocs(`${backend}src/rest/resources`);

/** The fields of the wire types in a folder for which the class has a comment, each with its own comment. */
function fieldsIn(
  folder: string,
  ending: RegExp,
): readonly { readonly field: string; readonly own?: string; readonly expected: string }[] {
  return readdirSync(folder)
    .filter((name) => ending.test(name))
    .map((name) => ts.createSourceFile(name, readFileSync(`${folder}/${name}`, 'utf8'), ts.ScriptTarget.Latest, true))
    .flatMap(({ statements }) => statements.filter(ts.isInterfaceDeclaration))
    .flatMap(({ name: type, members }) => members.map((member) => ({ type: type.text, member })))
    .flatMap(({ type, member }) => {
      const name = member.name?.getText() ?? '';
      const expected = docs.get(type)?.get(name);
      const own = ts.getJSDocCommentsAndTags(member).find(ts.isJSDoc)?.getText();
      return expected === undefined ? [] : [{ field: `${type}.${name}`, expected, ...(own !== undefined && { own }) }];
    });
}

describe('comments of fields', () => {
  it('are not repeated in wire types: the build copies them', () => {
    const repeated = fieldsIn(`${backend}src/wire`, /\.ts$/).filter(({ own, expected }) => own === expected);
    expect(repeated.map(({ field }) => field)).toEqual([]);
  });

  it('are in the built declarations of wire types', () => {
    const fields = fieldsIn(`${backend}dist`, /\.d\.cts$/);
    expect(fields.length).toBeGreaterThan(700);
    expect(fields.filter(({ own }) => own === undefined).map(({ field }) => field)).toEqual([]);
  });
});
