import type { Node, ObjectExpression, ObjectProperty } from '@babel/types';
import type { NodePath } from '../source/parse-source.js';
import { rangeOf, type SourceFile } from '../source/source-file.js';
import type { FindingCode } from '../source/findings.js';

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

/** What was found in the options of a call. */
export interface OptionsReading {
  /** Nothing is left of them. */
  readonly isEmpty: boolean;
  /** The value of `strict`, where it is written out. */
  readonly strict: boolean | undefined;
  /** The new names of what is left; undefined if they could not be read. */
  readonly names: ReadonlySet<string> | undefined;
  readonly object: ObjectExpression | undefined;
}

/** Name of a property of an object literal. */
export function propertyName(node: Node): string | undefined {
  if (node.type !== 'ObjectProperty' && node.type !== 'ObjectMethod') return undefined;
  if (node.computed) return undefined;
  if (node.key.type === 'Identifier') return node.key.name;
  return node.key.type === 'StringLiteral' ? node.key.value : undefined;
}

/** Strips what TypeScript and brackets put around an expression. */
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

/** The object literal that an argument is, or that the constant it names holds. */
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

/** Seconds to milliseconds, in code. */
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
 * Gives the options of an old call their new names, and removes those that are gone.
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

/** Puts properties in front of those of an object literal, or makes one. */
export function prependProperties(file: SourceFile, object: ObjectExpression, text: string, isEmpty: boolean): void {
  const { start, end } = rangeOf(object);
  const first = object.properties[0];
  if (!first) return file.overwrite(start, end, `{ ${text} }`);
  const spaced = file.text.slice(start + 1, rangeOf(first).start);
  if (isEmpty) return file.overwrite(start, rangeOf(first).start, `{ ${text}`);
  file.edits.appendRight(start + 1, `${spaced || ' '}${text},${spaced ? '' : ' '}`);
}
