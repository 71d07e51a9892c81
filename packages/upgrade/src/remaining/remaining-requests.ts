import { childOf, wrapped } from '../clients/child-of.js';
import { memberName, nameOf, propertyName } from '../source/member-name.js';
import { traverse, type NodePath } from '../source/parse-source.js';
import type { SourceFile } from '../source/source-file.js';
import type { RemainingFacts, RemainingUse } from './remaining-use.js';

const requestName = /^_?(?:req|request)$/i;
const requestType = /\b\w*Request\b/;

/** Whether an expression is a request: by its name, by its declared type, or as the result of `getRequest()`. */
function isRequest(file: SourceFile, path: NodePath): boolean {
  const inner = wrapped(path);
  if (inner) return requestType.test(assertedType(file, path)) || isRequest(file, inner);
  if (path.isCallExpression())
    return /^get(?:Http)?Request$/.test(memberName(path.node.callee) ?? nameOf(path.node.callee) ?? '');
  const name = memberName(path.node) ?? nameOf(path.node);
  if (name === undefined) return false;
  if (requestName.test(name)) return true;
  const object = name === 'raw' ? childOf(path, 'object') : undefined; // of Fastify
  if (object && isRequest(file, object)) return true;
  const binding = path.isIdentifier() ? path.scope.getBinding(name) : undefined;
  const declared = binding?.identifier.typeAnnotation;
  if (declared) return requestType.test(file.textOf(declared));
  const init = binding?.path.isVariableDeclarator() ? childOf(binding.path, 'init') : undefined;
  return init !== undefined && init.node !== path.node && !init.isIdentifier() && isRequest(file, init);
}

function assertedType(file: SourceFile, { node }: NodePath): string {
  return node.type === 'TSAsExpression' || node.type === 'TSTypeAssertion' ? file.textOf(node.typeAnnotation) : '';
}

/** The field of a type that describes what the old middleware set on requests. */
function isDeclaredField(path: NodePath, fields: ReadonlySet<string>): boolean {
  if (!path.isTSPropertySignature() || !fields.has(nameOf(path.node.key) ?? '')) return false;
  const owner = path.findParent((one) => one.isTSInterfaceDeclaration());
  return owner?.isTSInterfaceDeclaration() === true && requestType.test(owner.node.id.name);
}

/** What the old middleware set on requests, where it is still read, written or declared. */
export function remainingRequests(file: SourceFile, facts: RemainingFacts): readonly RemainingUse[] {
  const fields = new Set<string>(['auth']);
  if (facts.legacyMajor <= 2 && !facts.foreignSession) fields.add('session').add('sessionClaims');
  if (facts.foreignAuth) fields.delete('auth');
  const uses: RemainingUse[] = [];
  const add = (path: NodePath, name: string) => {
    uses.push({ code: name === 'session' ? 'session-object' : 'auth-left', path, name: file.excerpt(path.node) });
  };
  const visit = (path: NodePath) => {
    const name = memberName(path.node) ?? '';
    const object = childOf(path, 'object');
    if (fields.has(name) && path.key !== 'callee' && object && isRequest(file, object)) add(path, name);
  };
  traverse(file.ast, {
    MemberExpression: visit,
    OptionalMemberExpression: visit,
    // `Object.assign(req, { auth })`
    CallExpression: (path) => {
      const [target, ...sources] = path.get('arguments');
      if (memberName(path.node.callee) !== 'assign' || !target || !isRequest(file, target)) return;
      for (const source of sources)
        for (const property of source.isObjectExpression() ? source.get('properties') : []) {
          const name = propertyName(property.node) ?? '';
          if (fields.has(name)) add(property, name);
        }
    },
    // `const req = { auth: { userId: 'u' } }`, as in tests
    VariableDeclarator: (path) => {
      const init = childOf(path, 'init');
      const literal = init && (wrapped(init) ?? init);
      if (!requestName.test(nameOf(path.node.id) ?? '') || !literal?.isObjectExpression()) return;
      for (const property of literal.get('properties')) {
        const name = propertyName(property.node) ?? '';
        if (fields.has(name)) add(property, name);
      }
    },
    TSPropertySignature: (path) => {
      if (isDeclaredField(path, fields)) add(path, nameOf(path.node.key) ?? '');
    },
    ObjectPattern: (path) => {
      const source = path.parentPath.isVariableDeclarator() ? childOf(path.parentPath, 'init') : undefined;
      if (!source || !isRequest(file, source)) return;
      for (const property of path.get('properties')) {
        const name = propertyName(property.node) ?? '';
        if (fields.has(name)) add(property, name);
      }
    },
  });
  return uses;
}
