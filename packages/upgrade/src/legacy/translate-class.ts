import type { CallExpression, NewExpression } from '@babel/types';
import type { NodePath } from '../source/parse-source.js';
import { rangeOf } from '../source/source-file.js';
import type { Migration } from './migration.js';
import { prependProperties, translateOptions } from './translate-options.js';
import { type Reference } from './find-references.js';
import { memberName } from '../source/member-name.js';

const environmentKey = 'secretKey: process.env.CLERK_SECRET_KEY';

/** Passes the secret key from the environment where the old class read it by itself. */
function completeKey(migration: Migration, path: NodePath<CallExpression | NewExpression>): void {
  const { file } = migration;
  const [argument] = path.get('arguments');
  const end = rangeOf(path.node).end;
  if (!argument) {
    const hasBrackets = file.text[end - 1] === ')';
    const text = `{ ${environmentKey} }`;
    if (hasBrackets) file.edits.appendLeft(end - 1, text);
    else file.edits.appendRight(end, `(${text})`);
    return;
  }
  // In version 1 the key was the only argument.
  if (argument.isStringLiteral() || argument.isTemplateLiteral() || memberName(argument.node)?.includes('KEY')) {
    const { start } = rangeOf(argument.node);
    file.edits.appendLeft(start, '{ secretKey: ');
    file.edits.appendRight(rangeOf(argument.node).end, ' }');
    return;
  }
  const reading = translateOptions(file, argument);
  if (!reading.object || !reading.names || reading.names.has('secretKey') || reading.names.has('')) return;
  prependProperties(file, reading.object, environmentKey, reading.isEmpty);
}

function construct(migration: Migration, path: NodePath<CallExpression | NewExpression>, isFunction: boolean): void {
  const { file, needs } = migration;
  const { start } = rangeOf(path.node);
  file.overwrite(start, rangeOf(path.node.callee).end, needs.value('createClerkClient'));
  const [argument] = path.get('arguments');
  if (!isFunction) {
    completeKey(migration, path);
    file.report('client-environment', path.node);
  }
  if (isFunction && argument) translateOptions(file, argument);
}

/** `Clerk` or `createClerkClient`: `new Clerk({ apiKey })`, `Clerk({ apiKey })`, `Clerk.getInstance()`, the type. */
export function translateClass(migration: Migration, reference: Reference): void {
  const { path } = reference;
  const { file, needs } = migration;
  const parent = path.parentPath;
  const isFunction = reference.name === 'createClerkClient';
  if (path.key === 'callee' && (parent?.isNewExpression() || parent?.isCallExpression())) {
    return construct(migration, parent, isFunction);
  }
  const isInstance = parent && path.key === 'object' && memberName(parent.node) === 'getInstance';
  if (isInstance && parent.parentPath?.isCallExpression()) return file.replace(parent.parentPath.node, needs.client());
  if (isFunction) return migration.replaceExpression(path, needs.value('createClerkClient'));
  if (reference.isType && parent?.type === 'TSTypeReference') return file.replace(path.node, needs.type('ClerkClient'));
  migration.keep(reference);
  file.report('use-left', path.node, file.excerpt(parent?.node ?? path.node));
}

/** Replaces `setClerkApiKey(key)` and similar calls at the top of a file by a client in that file. */
export function translateSetters(migration: Migration, setters: readonly Reference[]): string | undefined {
  const { file, needs } = migration;
  const properties: string[] = [];
  const statements: NodePath[] = [];
  for (const reference of setters) {
    const call = reference.path.parentPath;
    const statement = call?.parentPath;
    const [argument] = call?.isCallExpression() ? call.node.arguments : [];
    const isPlain = statement?.isExpressionStatement() && statement.parentPath?.isProgram();
    if (!argument || !isPlain || reference.role.is !== 'setter') {
      migration.keep(reference);
      file.report('setter-left', reference.path.node);
      continue;
    }
    if (reference.role.option) properties.push(`${reference.role.option}: ${file.textOf(argument)}`);
    else file.report('http-options', statement.node);
    statements.push(statement);
  }
  const [first, ...others] = statements;
  if (!first) return undefined;
  others.forEach((statement) => file.removeStatement(statement.node));
  if (properties.length === 0) {
    file.removeStatement(first.node);
    return undefined;
  }
  if (!properties.some((property) => property.startsWith('secretKey'))) properties.unshift(environmentKey);
  const create = needs.value('createClerkClient');
  file.replaceStatement(first.node, `const clerkClient = ${create}({ ${properties.join(', ')} })`);
  file.report('setter-replaced', first.node);
  return 'clerkClient';
}
