import type { Node } from '@babel/types';
import type { NodePath } from '../source/parse-source.js';
import { memberName, nameOf } from '../source/member-name.js';
import { boundBy } from './bound-by.js';
import { childOf } from './child-of.js';
import { anyOf, foreign, ownClient, unknown, type ClientLookup, type ClientValue } from './client-value.js';
import { typeValue } from './type-value.js';

function isNamed(node: Node, name: string): boolean {
  const isMember = node.type === 'ClassProperty' || node.type === 'ClassPrivateProperty' || node.type === 'ClassMethod';
  return isMember && nameOf(node.key) === name;
}

/** Finds what fields of classes are. */
export class ClassMembers {
  readonly #finder: ClientLookup;

  constructor(finder: ClientLookup) {
    this.#finder = finder;
  }

  /** `this`: a client in a class that extends the class of clients. */
  ofThis(at: NodePath, depth: number): ClientValue {
    const owner = classOf(at);
    const parent = owner && childOf(owner, 'superClass');
    return parent && this.#finder.valueOf(parent, depth).is === 'factory' ? ownClient : foreign;
  }

  /** `this.name`: by its declaration, the parameter that declares it, and all assignments in the class. */
  ofField(at: NodePath, name: string, depth: number): ClientValue {
    const owner = classOf(at);
    return owner ? this.ofFieldIn(owner, name, depth) : unknown;
  }

  /** A field of a class, also of one that other code names: `Service.clerk`, `service.clerk`. */
  ofFieldIn(owner: NodePath, name: string, depth: number): ClientValue {
    const values: ClientValue[] = [];
    const visitMember = (path: NodePath) => {
      if (!isNamed(path.node, name)) return;
      const value = childOf(path, 'value');
      const typed = typeValue(this.#finder, path, path.node, depth);
      if (typed) values.push(typed);
      else if (value) values.push(this.#finder.valueOf(value, depth));
    };
    owner.traverse({
      ClassProperty: visitMember,
      ClassPrivateProperty: visitMember,
      ClassMethod: (path) => {
        if (isNamed(path.node, name) && path.node.kind === 'get') values.push(this.#gives(path, depth));
      },
      TSParameterProperty: (path) => {
        const bound = boundBy(path.node);
        if (nameOf(bound) === name) values.push(typeValue(this.#finder, path, bound, depth) ?? unknown);
      },
      AssignmentExpression: (path) => {
        const { left } = path.node;
        const isField = left.type === 'MemberExpression' && left.object.type === 'ThisExpression';
        if (isField && memberName(left) === name) values.push(this.#finder.valueOf(path.get('right'), depth));
      },
    });
    return anyOf(values.length > 0 ? values : [unknown]);
  }

  #gives(path: NodePath, depth: number): ClientValue {
    const value = this.#finder.valueOf(path, depth);
    return value.is === 'function' ? value.gives : unknown;
  }
}

function classOf(at: NodePath): NodePath | undefined {
  return at.findParent((path) => path.isClass()) ?? undefined;
}
