import type { Function as FunctionNode } from '@babel/types';
import type { NodePath } from '../source/parse-source.js';
import { placeBefore } from '../source/attached-comments.js';
import { rangeOf } from '../source/source-file.js';
import type { Migration } from './migration.js';

/** A variable for the auth object in a handler that reads it more than once, so that the compiler can narrow its type. */
export class AuthVariable {
  readonly #migration: Migration;
  readonly #owner: NodePath<FunctionNode>;
  readonly #value: string;
  readonly name: string;

  constructor(migration: Migration, owner: NodePath<FunctionNode>, value: string) {
    this.#migration = migration;
    this.#owner = owner;
    this.#value = value;
    let isTaken = owner.scope.hasBinding('auth') || Object.hasOwn(owner.scope.globals, 'auth');
    owner.traverse({
      Scope(path) {
        isTaken ||= path.scope.hasOwnBinding('auth');
      },
    });
    this.name = isTaken ? 'clerkAuth' : 'auth';
  }

  /** Whether an expression is in the function itself, not in a nested function that may run earlier or later. */
  covers(path: NodePath): boolean {
    const inner = path.getFunctionParent();
    return (
      inner?.node === this.#owner.node &&
      this.#owner.node.body.type === 'BlockStatement' &&
      path.findParent((p) => p.node === this.#owner.node.body) !== null
    );
  }

  /** Declares the variable before the first statement of the function that needs it. */
  declareBefore(paths: readonly NodePath[]): void {
    const { body } = this.#owner.node;
    if (body.type !== 'BlockStatement') return;
    const starts = paths.map((path) => rangeOf(path.node).start);
    const first = Math.min(...starts);
    const statement = body.body.find((candidate) => rangeOf(candidate).end > first);
    if (!statement) return;
    const { file } = this.#migration;
    const { text, style, edits } = file;
    const start = placeBefore(text, file.ast, statement);
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const indent = text.slice(lineStart, start);
    const declaration = `const ${this.name} = ${this.#value}`;
    if (indent.trim()) return edits.appendRight(start, `${declaration}; `);
    const ended = file.terminate(declaration, statement, file.text[start] === ';' ? start : rangeOf(statement).start);
    edits.appendRight(start, `${ended}${style.newline}${indent}`);
  }
}
