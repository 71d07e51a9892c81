import { childOf, wrapped } from '../clients/child-of.js';
import { memberName, nameOf, propertyName } from '../source/member-name.js';
import { traverse, type NodePath } from '../source/parse-source.js';
import type { SourceFile } from '../source/source-file.js';
import type { RemainingFacts, RemainingUse } from './remaining-use.js';
import { RequestValues } from './request-values.js';

const requestName = /^_?(?:req|request)$/i;
const requestType = /\b\w*Request\b/;

/** The field of a type that describes what the old middleware set on requests. */
function isDeclaredField(path: NodePath, fields: ReadonlySet<string>): boolean {
  if (!path.isTSPropertySignature() || !fields.has(nameOf(path.node.key) ?? '')) return false;
  const owner = path.findParent((one) => one.isTSInterfaceDeclaration());
  return owner?.isTSInterfaceDeclaration() === true && requestType.test(owner.node.id.name);
}

/** What the old middleware set on requests, where it is still read, written or declared. */
export function remainingRequests(file: SourceFile, facts: RemainingFacts): readonly RemainingUse[] {
  const fields = new Set<string>(['auth']);
  // Code may be older than the version that it declares.
  if (facts.legacyMajor <= 2 || facts.receivesLegacyRequests) {
    fields.add('sessionClaims');
    if (!facts.foreignSession) fields.add('session');
  }
  if (facts.foreignAuth) fields.delete('auth');
  const uses: RemainingUse[] = [];
  const requests = new RequestValues(file);
  const add = (path: NodePath, name: string) => {
    uses.push({ code: name === 'session' ? 'session-object' : 'auth-left', path, name: file.excerpt(path.node) });
  };
  const visit = (path: NodePath) => {
    const name = memberName(path.node) ?? '';
    const object = childOf(path, 'object');
    if (fields.has(name) && path.key !== 'callee' && requests.isRequest(object)) add(path, name);
  };
  traverse(file.ast, {
    MemberExpression: visit,
    OptionalMemberExpression: visit,
    // `Object.assign(req, { auth })`
    CallExpression: (path) => {
      const [target, ...sources] = path.get('arguments');
      if (memberName(path.node.callee) !== 'assign' || !target || !requests.isRequest(target)) return;
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
      const taken = path.get('properties').filter(({ node }) => fields.has(propertyName(node) ?? ''));
      if (taken.length === 0 || !requests.receivesRequest(path)) return;
      for (const property of taken) add(property, propertyName(property.node) ?? '');
    },
  });
  return uses;
}
