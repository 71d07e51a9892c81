import type { Node } from '@babel/types';

/** The text of a name: an identifier, `#private`, or a string that is used as one. */
export function nameOf(node: Node): string | undefined {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'PrivateName') return `#${node.id.name}`;
  return node.type === 'StringLiteral' ? node.value : undefined;
}

/** The name of the member in `object.name` or `object['name']`. */
export function memberName(node: Node): string | undefined {
  if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return undefined;
  return node.computed && node.property.type !== 'StringLiteral' ? undefined : nameOf(node.property);
}

/** Name of a property of an object literal or of a pattern. */
export function propertyName(node: Node): string | undefined {
  if (node.type !== 'ObjectProperty' && node.type !== 'ObjectMethod') return undefined;
  return node.computed ? undefined : nameOf(node.key);
}

/** `require('…')` or `await import('…')`: the module that an expression loads. */
export function loadedModule(node: Node | null | undefined): string | undefined {
  const expression = node?.type === 'AwaitExpression' ? node.argument : node;
  if (expression?.type === 'ImportExpression' && expression.source.type === 'StringLiteral')
    return expression.source.value;
  if (expression?.type !== 'CallExpression') return undefined;
  const [first] = expression.arguments;
  const loads = expression.callee.type === 'Import' || nameOf(expression.callee) === 'require';
  return loads && first?.type === 'StringLiteral' ? first.value : undefined;
}
