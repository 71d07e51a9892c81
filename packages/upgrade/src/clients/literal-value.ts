import { propertyName } from '../source/member-name.js';
import type { NodePath } from '../source/parse-source.js';
import { childOf } from './child-of.js';
import { anyOf, exportedOf, foreign, guard, unknown, type ClientLookup, type ClientValue } from './client-value.js';

/** An object that has clients or guards. */
function valueOfObject(finder: ClientLookup, properties: readonly NodePath[], depth: number): ClientValue {
  const members = properties.flatMap((one) => {
    const name = propertyName(one.node);
    const value = childOf(one, 'value');
    const exported = value && exportedOf(finder.valueOf(value, depth));
    return name === undefined || exported === undefined ? [] : [[name, exported] as const];
  });
  const spread = properties.flatMap((one) => (one.isSpreadElement() ? (childOf(one, 'argument') ?? []) : []));
  const copied = anyOf(spread.map((one) => finder.valueOf(one, depth)));
  // Members that the object has beside those of a client may replace them.
  if (copied.is === 'client') return spread.length === properties.length ? copied : unknown;
  return members.length > 0 ? { is: 'module', exports: Object.fromEntries(members) } : foreign;
}

/** A list of middleware is a guard if one of them is. */
function valueOfList(finder: ClientLookup, path: NodePath, count: number, depth: number): ClientValue {
  const elements = Array.from({ length: count }, (_, index) => childOf(path, `elements.${index}`));
  const isGuard = elements.some((one) => one && finder.valueOf(one, depth).is === 'guard');
  return isGuard ? guard : foreign;
}

/** What an object or array literal is. */
export function literalValue(finder: ClientLookup, path: NodePath, depth: number): ClientValue {
  if (path.isObjectExpression()) return valueOfObject(finder, path.get('properties'), depth);
  return path.isArrayExpression() ? valueOfList(finder, path, path.node.elements.length, depth) : foreign;
}
