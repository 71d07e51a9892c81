import type { CallExpression, File, Node, StringLiteral, TemplateLiteral } from '@babel/types';
import type { NodePath } from './parse-source.js';
import { traverse } from './parse-source.js';

/** How a module is named: by a declaration, a call (`require`, `import()`), a type, or a mock of a test runner. */
export type SpecifierUse = 'declaration' | 're-export' | 'call' | 'type' | 'mock';

/** A string that names a module. */
export interface ModuleSpecifier {
  readonly literal: StringLiteral | TemplateLiteral;
  readonly value: string;
  readonly use: SpecifierUse;
  readonly path: NodePath;
}

const mocks = /^(?:jest|vi|vitest|t|td|mock|sandbox)$/;
const mockMethods =
  /^(?:mock|unmock|doMock|dontMock|requireActual|requireMock|importActual|importMock|setMock|module|replace|hoisted|createMockFromModule|genMockFromModule|unstable_mockModule)$/;

function isMock({ callee }: CallExpression): boolean {
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    mocks.test(callee.object.name) &&
    callee.property.type === 'Identifier' &&
    mockMethods.test(callee.property.name)
  );
}

function useOfCall(call: CallExpression): SpecifierUse | undefined {
  const { callee } = call;
  if (callee.type === 'Import') return 'call';
  if (callee.type === 'Identifier' && (callee.name === 'require' || callee.name === 'proxyquire')) return 'call';
  if (callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'require') {
    return 'call'; // require.resolve
  }
  return isMock(call) ? 'mock' : undefined;
}

/** A string literal, or a template literal without expressions. */
function stringOf(node: Node | null | undefined): Pick<ModuleSpecifier, 'literal' | 'value'> | undefined {
  if (node?.type === 'StringLiteral') return { literal: node, value: node.value };
  if (node?.type !== 'TemplateLiteral' || node.expressions.length > 0) return undefined;
  const value = node.quasis[0]?.value.cooked;
  return typeof value === 'string' ? { literal: node, value } : undefined;
}

/** Every string of a file that names a module. */
export function moduleSpecifiers(ast: File): readonly ModuleSpecifier[] {
  const found: ModuleSpecifier[] = [];
  const add = (literal: Node | null | undefined, use: SpecifierUse, path: NodePath) => {
    const text = stringOf(literal);
    if (text) found.push({ ...text, use, path });
  };
  traverse(ast, {
    ImportDeclaration: (path) => add(path.node.source, 'declaration', path),
    ExportNamedDeclaration: (path) => add(path.node.source, 're-export', path),
    ExportAllDeclaration: (path) => add(path.node.source, 're-export', path),
    TSExternalModuleReference: (path) => add(path.node.expression, 'declaration', path),
    TSModuleDeclaration: (path) => add(path.node.id, 'type', path),
    TSImportType: (path) => add(path.node.argument, 'type', path),
    CallExpression: (path) => {
      const use = useOfCall(path.node);
      if (use) add(path.node.arguments[0], use, path);
    },
    ImportExpression: (path) => add(path.node.source, 'call', path),
  });
  return found;
}
