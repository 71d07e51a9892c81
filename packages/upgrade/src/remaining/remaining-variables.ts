import { loadedModule } from '../source/member-name.js';
import { traverse, type NodePath } from '../source/parse-source.js';
import { removedVariables, renamedVariables } from '../source/renamed-variables.js';
import type { SourceFile } from '../source/source-file.js';
import type { RemainingUse } from './remaining-use.js';

const names = [...renamedVariables.keys(), ...removedVariables];
const isOld = (text: string) => names.find((name) => new RegExp(`(?<![\\w$])${name}(?![\\w$])`).test(text));

/** Whether a property takes the name from an object: `const { CLERK_API_KEY } = config`, but not from a module of the project. */
function isTaken(property: NodePath): boolean {
  const declarator = property.parentPath?.parent;
  const module = declarator?.type === 'VariableDeclarator' ? loadedModule(declarator.init) : undefined;
  return property.parent.type === 'ObjectPattern' && module === undefined;
}

/** Whether an import reads the environment, as SvelteKit and Astro offer it. */
function isFromEnvironment(specifier: NodePath | null): boolean {
  const declaration = specifier?.parent;
  return declaration?.type === 'ImportDeclaration' && /^(?:\$env|astro:env)\//.test(declaration.source.value);
}

/** Whether an identifier is a variable of the file that only has the name of an old variable of the environment. */
function isLocal(path: NodePath, name: string): boolean {
  const { parent, key, parentPath } = path;
  if (key === 'property' && /MemberExpression$/.test(parent.type)) return false;
  if (parent.type === 'ExportSpecifier') return true;
  if (key === 'imported') return !isFromEnvironment(parentPath);
  const isProperty = key === 'key' && parentPath?.isObjectProperty();
  if (isProperty && isTaken(parentPath)) return false;
  if (key === 'key' && !(isProperty && parentPath.node.shorthand)) return false;
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
