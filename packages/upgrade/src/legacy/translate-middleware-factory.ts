import type { NodePath } from '../source/parse-source.js';
import { rangeOf } from '../source/source-file.js';
import type { Migration } from './migration.js';
import { translateOptions, unwrap } from './translate-options.js';
import type { Reference } from './find-references.js';
import { routeCallOf } from './route-call.js';

/** Translates `createClerkExpressWithAuth({ clerkClient, … })`, called at once or stored, into the middleware with these options. */
export function translateMiddlewareFactory(migration: Migration, reference: Reference): void {
  const { file, surroundings } = migration;
  const create = reference.path.parentPath;
  const isCalled = reference.path.key === 'callee' && create?.isCallExpression();
  if (!isCalled || reference.role.is !== 'middleware-factory' || surroundings.framework !== 'express') {
    migration.keep(reference);
    return file.report('use-left', create?.node ?? reference.path.node);
  }
  if (create.node.arguments.length > 0) file.report('first-counts', create.node);
  if (create.key === 'callee' && create.parentPath?.isCallExpression()) {
    return translateCalled(migration, reference, create, create.parentPath);
  }
  translateStored(migration, reference, create);
}

/** `create({ a })({ b })`: the second object is merged into the first. */
function translateCalled(migration: Migration, reference: Reference, create: NodePath, call: NodePath): void {
  if (!create.isCallExpression() || !call.isCallExpression() || reference.role.is !== 'middleware-factory') return;
  const { file, needs } = migration;
  const [settings] = create.get('arguments');
  const [options] = call.get('arguments');
  const isOne = reference.role.strict && routeCallOf(call) === undefined;
  file.replace(create.node.callee, isOne ? needs.guardMaker() : needs.value('clerkMiddleware'));
  if (settings) translateOptions(file, settings);
  const object = settings && unwrap(settings.node);
  const rest = options ? mergedText(migration, options) : '';
  file.remove(rangeOf(create.node).end, rangeOf(call.node).end);
  if (rest && object?.type === 'ObjectExpression') {
    const last = object.properties.at(-1);
    const at = last ? rangeOf(last).end : rangeOf(object).start + 1;
    file.edits.appendLeft(at, last ? `, ${rest}` : ` ${rest} `);
  } else if (rest && settings) {
    file.edits.appendLeft(rangeOf(settings.node).start, '{ ...');
    file.edits.appendRight(rangeOf(settings.node).end, `, ${rest} }`);
  }
  if (!reference.role.strict) return;
  if (!isOne) file.edits.prependLeft(rangeOf(create.node).end, `, ${needs.guard()}`);
  file.report('status-changed', call.node);
}

/** The text of the second call's options, to insert into the object of the first. */
function mergedText(migration: Migration, options: NodePath): string {
  const { file } = migration;
  const object = unwrap(options.node);
  if (object.type !== 'ObjectExpression') {
    file.report('options-unseen', options.node);
    return `...${file.textOf(options.node)}`;
  }
  const reading = translateOptions(file, options);
  const names = reading.names ?? new Set();
  const kept = object.properties.filter((property) => {
    return property.type === 'SpreadElement' || (property.key.type === 'Identifier' && names.has(property.key.name));
  });
  return kept.map((property) => file.textOf(property)).join(', ');
}

/** `const withAuth = create({ a })` stays a function from options to middleware. */
function translateStored(migration: Migration, reference: Reference, create: NodePath): void {
  if (!create.isCallExpression() || reference.role.is !== 'middleware-factory') return;
  const { file, needs } = migration;
  const [settings] = create.get('arguments');
  const { strict } = reference.role;
  const middleware = strict ? needs.guardMaker() : needs.value('clerkMiddleware');
  const type = file.isTypeScript ? `: ${needs.type('ClerkMiddlewareOptions')}` : '';
  const head = type ? `(options${type} = {}) => ` : '(options) => ';
  const { start, end } = rangeOf(create.node);
  if (settings) translateOptions(file, settings);
  const object = settings && unwrap(settings.node);
  const last = object?.type === 'ObjectExpression' ? object.properties.at(-1) : undefined;
  file.overwrite(start, rangeOf(create.node.callee).end, `${head}${middleware}`);
  if (last) file.edits.appendLeft(rangeOf(last).end, ', ...options');
  else if (settings && object?.type !== 'ObjectExpression') {
    file.edits.appendLeft(rangeOf(settings.node).start, '{ ...');
    file.edits.appendRight(rangeOf(settings.node).end, ', ...options }');
  } else file.overwrite(rangeOf(create.node.callee).end, end, '(options)');
  if (strict) file.report('status-changed', create.node);
}
