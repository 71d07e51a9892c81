import type { Node } from '@babel/types';
import { propertyName } from '../source/member-name.js';

/** What a parameter binds: without its default value, and without `private`. */
export function boundBy(parameter: Node): Node {
  if (parameter.type === 'TSParameterProperty') return boundBy(parameter.parameter);
  return parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
}

/** The property that a pattern takes for a name. */
export function takenName(pattern: Node, identifier: Node): string | undefined {
  if (pattern.type !== 'ObjectPattern') return undefined;
  const property = pattern.properties.find((one) => one.type === 'ObjectProperty' && boundBy(one.value) === identifier);
  return property && propertyName(property);
}
