import { traverse, type NodePath } from '../source/parse-source.js';
import { removedVariables, renamedVariables } from '../source/renamed-variables.js';
import type { SourceFile } from '../source/source-file.js';
import type { RemainingUse } from './remaining-use.js';

const names = [...renamedVariables.keys(), ...removedVariables];
const isOld = (text: string) => names.find((name) => new RegExp(`(?<![\\w$])${name}(?![\\w$])`).test(text));

/** Whether an identifier is a variable of the file that only has the name of an old variable of the environment. */
function isLocal(path: NodePath, name: string): boolean {
  const { parent, key } = path;
  const isMember = key === 'property' && /MemberExpression$/.test(parent.type);
  const isKey = key === 'key' && parent.type !== 'ObjectPattern';
  if (isMember || (isKey && !('shorthand' in parent && parent.shorthand))) return false;
  return path.scope.hasBinding(name, true);
}

/** Old names of environment variables that a file still has. */
export function remainingVariables(file: SourceFile): readonly RemainingUse[] {
  if (isOld(file.text) === undefined) return [];
  const uses: RemainingUse[] = [];
  const add = (path: NodePath, text: string) => {
    const name = isOld(text);
    if (name !== undefined)
      uses.push({ code: removedVariables.has(name) ? 'variable-gone' : 'variable-left', path, name });
  };
  traverse(file.ast, {
    Identifier: (path) => {
      if (isOld(path.node.name) === path.node.name && !isLocal(path, path.node.name)) add(path, path.node.name);
    },
    StringLiteral: (path) => add(path, path.node.value),
    TemplateElement: (path) => add(path, path.node.value.raw),
    JSXText: (path) => add(path, path.node.value),
  });
  return uses;
}
