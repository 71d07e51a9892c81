import type { Node, ObjectExpression, ObjectProperty } from '@babel/types';
import type { NodePath } from '../source/parse-source.js';
import { rangeOf, type SourceFile } from '../source/source-file.js';
import type { FindingCode } from '../source/finding.js';
import { propertyName } from '../source/member-name.js';

const renamed: Readonly<Record<string, string>> = {
  apiKey: 'secretKey',
  frontendApi: 'publishableKey',
  serverApiUrl: 'apiUrl',
  serverApiURL: 'apiUrl',
  clockSkewInSeconds: 'clockSkewInMs',
};

const dropped: Readonly<Record<string, FindingCode | undefined>> = {
  onError: 'on-error-removed',
  strict: 'strict-removed',
  httpOptions: 'http-options',
  jwksCacheMaxAge: 'option-removed',
  loadUser: 'option-removed',
  loadSession: 'option-removed',
  loadOrganization: 'option-removed',
};

/** What the options of a call contain. */
export interface OptionsReading {
  /** No option remains. */
  readonly isEmpty: boolean;
  /** The value of `strict`, if it is a literal. */
  readonly strict: boolean | undefined;
  /** The new names of the remaining options; undefined if they are not an object literal. */
  readonly names: ReadonlySet<string> | undefined;
  readonly object: ObjectExpression | undefined;
}

/** Removes type assertions and brackets around an expression. */
export function unwrap(node: Node): Node {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSSatisfiesExpression':
    case 'ParenthesizedExpression':
      return unwrap(node.expression);
    default:
      return node;
  }
}

/** The object literal of an argument, also through a constant. */
function literalOf(path: NodePath): ObjectExpression | undefined {
  const node = unwrap(path.node);
  if (node.type === 'ObjectExpression') return node;
  if (node.type !== 'Identifier') return undefined;
  const binding = path.scope.getBinding(node.name);
  const declarator = binding?.path.node;
  if (binding?.kind !== 'const' || declarator?.type !== 'VariableDeclarator' || !declarator.init) return undefined;
  const init = unwrap(declarator.init);
  return init.type === 'ObjectExpression' ? init : undefined;
}

/** The code that converts seconds to milliseconds. */
function inMs(file: SourceFile, value: Node): string {
  if (value.type === 'NumericLiteral') return String(value.value * 1000);
  const text = file.textOf(value);
  return /^[\w.]+$/.test(text) ? `${text} * 1000` : `(${text}) * 1000`;
}

function renameProperty(file: SourceFile, property: ObjectProperty, name: string, to: string): void {
  if (name === 'frontendApi') file.report('frontend-api-renamed', property, 'frontendApi');
  if (name === 'clockSkewInSeconds') return file.replace(property, `${to}: ${inMs(file, property.value)}`);
  const { start, end } = rangeOf(property.key);
  if (property.shorthand) file.edits.appendLeft(start, `${to}: `);
  else file.overwrite(start, end, property.key.type === 'StringLiteral' ? file.quoted(to) : to);
}

function strictOf(property: Node): boolean | undefined {
  if (property.type !== 'ObjectProperty' || propertyName(property) !== 'strict') return undefined;
  return property.value.type === 'BooleanLiteral' ? property.value.value : undefined;
}

const translated = new WeakMap<ObjectExpression, OptionsReading>();

function translateLiteral(file: SourceFile, object: ObjectExpression, alsoDrop: readonly string[]): OptionsReading {
  const known = translated.get(object);
  if (known) return known;
  const all = new Set(object.properties.map(propertyName));
  const drop = new Set<Node>();
  const names = new Set<string>();
  for (const property of object.properties) {
    const name = propertyName(property) ?? '';
    const to = Object.hasOwn(renamed, name) ? renamed[name] : undefined;
    if (Object.hasOwn(dropped, name) || alsoDrop.includes(name) || (to && all.has(to))) drop.add(property);
    else names.add(to ?? name);
    const code = Object.hasOwn(dropped, name) ? dropped[name] : undefined;
    if (code) file.report(code, property);
    if (to && !drop.has(property) && property.type === 'ObjectProperty') renameProperty(file, property, name, to);
  }
  file.removeElements(object.properties, drop);
  const strict = object.properties.map(strictOf).find((value) => value !== undefined);
  const reading = { isEmpty: drop.size === object.properties.length, strict, names, object };
  translated.set(object, reading);
  return reading;
}

/**
 * Renames the options of an old call, and removes those that no longer exist.
 * @param argument - the argument, if there is one
 * @param alsoDrop - further names to remove
 */
export function translateOptions(
  file: SourceFile,
  argument: NodePath | undefined,
  alsoDrop: readonly string[] = [],
): OptionsReading {
  if (!argument) return { isEmpty: true, strict: undefined, names: new Set(), object: undefined };
  const object = literalOf(argument);
  if (object) {
    const reading = translateLiteral(file, object, alsoDrop);
    // A constant stays where it is, so it is still passed.
    return unwrap(argument.node) === object ? reading : { ...reading, isEmpty: false, object: undefined };
  }
  file.report('options-unseen', argument.node);
  return { isEmpty: false, strict: undefined, names: undefined, object: undefined };
}

/** Inserts properties at the beginning of an object literal. */
export function prependProperties(file: SourceFile, object: ObjectExpression, text: string, isEmpty: boolean): void {
  const { start, end } = rangeOf(object);
  const first = object.properties[0];
  if (!first) return file.overwrite(start, end, `{ ${text} }`);
  const spaced = file.text.slice(start + 1, rangeOf(first).start);
  if (isEmpty) return file.overwrite(start, rangeOf(first).start, `{ ${text}`);
  file.edits.appendRight(start + 1, `${spaced || ' '}${text},${spaced ? '' : ' '}`);
}
