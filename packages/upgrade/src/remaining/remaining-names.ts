import { loadedModule, nameOf } from '../source/member-name.js';
import { traverse, type NodePath } from '../source/parse-source.js';
import type { SourceFile } from '../source/source-file.js';
import type { RemainingUse } from './remaining-use.js';

/** Names that only the retired SDK has: middleware, setters, types of requests. */
const oldName =
  /^(?:(?:create)?ClerkExpress(?:With|Require)(?:Auth|Session)|ClerkWithSession|setClerk(?:ApiKey|ServerApiUrl|ApiVersion|HttpOptions)|(?:With|Require|Loose|Strict)AuthProp|(?:With|Require)Session(?:Claims)?Prop)$/;

const typeParents =
  /^(?:TSTypeReference|TSExpressionWithTypeArguments|TSInterfaceHeritage|TSTypeQuery|TSQualifiedName)$/;

/** Whether the file itself gives the name its meaning, other than by an import. */
function isOwn(path: NodePath, name: string): boolean {
  const binding = path.scope.getBinding(name);
  const { node } = binding?.path ?? {};
  const isLoaded = node?.type === 'VariableDeclarator' && loadedModule(node.init) !== undefined;
  return binding !== undefined && binding.kind !== 'module' && !isLoaded;
}

/** Old names that a file still uses, also if it gets them from another file of the project. */
export function remainingNames(file: SourceFile): readonly RemainingUse[] {
  const uses: RemainingUse[] = [];
  const add = (path: NodePath, name: string | undefined) => {
    if (name !== undefined && oldName.test(name)) uses.push({ code: 'old-name', path, name });
  };
  traverse(file.ast, {
    ImportSpecifier: (path) => add(path, nameOf(path.node.imported)),
    ExportSpecifier: (path) => {
      if (path.parent.type === 'ExportNamedDeclaration' && path.parent.source) add(path, path.node.local.name);
    },
    MemberExpression: (path) => add(path, path.node.computed ? undefined : nameOf(path.node.property)),
    OptionalMemberExpression: (path) => add(path, path.node.computed ? undefined : nameOf(path.node.property)),
    ObjectProperty: (path) => {
      if (path.parent.type === 'ObjectPattern') add(path, nameOf(path.node.key));
    },
    Identifier: (path) => {
      const isType = typeParents.test(path.parent.type);
      const isUse = isType || path.isReferencedIdentifier();
      if (isUse && !path.scope.hasBinding(path.node.name)) add(path, path.node.name);
    },
  });
  return uses.filter(({ path, name }) => !isOwn(path, name) || path.isImportSpecifier());
}
