import type { Comment, File, Node } from '@babel/types';

/** A part of a text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where a node is in the text. @throws {TypeError} for a node that did not come from the parser */
export function rangeOf(node: Pick<Node, 'type' | 'start' | 'end'> | Comment): Range {
  if (typeof node.start !== 'number' || typeof node.end !== 'number')
    throw new TypeError(`${node.type} has no position.`);
  return { start: node.start, end: node.end };
}

const ended: ReadonlySet<string> = new Set([
  'ExpressionStatement',
  'VariableDeclaration',
  'ReturnStatement',
  'ThrowStatement',
  'ImportDeclaration',
  'TSImportEqualsDeclaration',
  'ExportAllDeclaration',
  'TSTypeAliasDeclaration',
]);

/** Whether a semicolon may end this kind of statement. */
export function takesSemicolon(node: Node): boolean {
  return ended.has(node.type);
}

/** Range of a statement, without a semicolon at the start of a later line: that one protects the next statement. */
export function statementRange(text: string, node: Node): Range {
  const { start, end } = rangeOf(node);
  const protective = /(?:\s*\n)\s*;$/.exec(text.slice(start, end));
  return { start, end: protective ? start + protective.index : end };
}

/** Whether a statement ends with a semicolon. */
export function hasSemicolon(text: string, node: Node): boolean {
  return text[statementRange(text, node).end - 1] === ';';
}

/** Whether most statements at the top of a file end with semicolons; so they do where there are none. */
export function usesSemicolons(text: string, { program }: File): boolean {
  const statements = program.body.filter(takesSemicolon);
  const count = statements.filter((statement) => hasSemicolon(text, statement)).length;
  const directives = program.directives.filter((one) => hasSemicolon(text, one)).length;
  return (count + directives) * 2 >= statements.length + program.directives.length;
}

const blankOrComment = /^(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/;

/** Whether the code after a place would continue a statement that ends there without a semicolon. */
export function continuesAt(text: string, at: number): boolean {
  const rest = text.slice(at).replace(blankOrComment, '');
  return /^[([`/*+\-.,?]/.test(rest) && !/^(?:\+\+|--)/.test(rest);
}
