import type { NodePath } from '../source/parse-source.js';
import { rangeOf } from '../source/source-file.js';
import type { Migration } from './migration.js';
import { type Reference } from './find-references.js';
import { memberName } from '../source/member-name.js';

const fields: Readonly<Record<string, string>> = { statusCode: 'status', data: 'errors' };

/** Translates `error instanceof HttpError`, and the fields of the error where the check is true. */
export function translateHttpError(migration: Migration, reference: Reference): void {
  const { file, needs } = migration;
  const check = reference.path.parentPath;
  if (reference.isType) {
    file.replace(reference.path.node, needs.value('ClerkAPIResponseError', '/errors'));
    return file.report('error-shape', reference.path.node);
  }
  if (!check?.isBinaryExpression({ operator: 'instanceof' }) || reference.path.key !== 'right') {
    migration.keep(reference);
    return file.report('use-left', check?.node ?? reference.path.node);
  }
  const { left } = check.node;
  const guard = needs.value('isClerkAPIResponseError', '/errors');
  file.edits.appendLeft(rangeOf(left).start, `${guard}(`);
  file.overwrite(rangeOf(left).end, rangeOf(check.node).end, ')');
  file.report('error-shape', check.node);
  if (left.type === 'Identifier') renameFields(migration, check, left.name);
}

/** Where a check is true: the branch of its `if` or `?:`, and the right side of its `&&`. */
function guarded(check: NodePath): readonly NodePath[] {
  const places: NodePath[] = [];
  for (let path = check; path.parentPath; path = path.parentPath) {
    const parent = path.parentPath;
    if (parent.isLogicalExpression({ operator: '&&' })) {
      if (path.key === 'left') places.push(parent.get('right'));
    } else {
      if ((parent.isIfStatement() || parent.isConditionalExpression()) && path.key === 'test') {
        places.push(parent.get('consequent') as NodePath); // both kinds have this child
      }
      return places;
    }
  }
  return places;
}

function renameFields({ file }: Migration, check: NodePath, error: string): void {
  const binding = check.scope.getBinding(error);
  for (const place of guarded(check)) {
    for (const use of binding?.referencePaths ?? []) {
      const member = use.parentPath;
      const field = member && use.key === 'object' ? memberName(member.node) : undefined;
      const to = field !== undefined && Object.hasOwn(fields, field) ? fields[field] : undefined;
      const isInside = use.isDescendant(place) || use === place;
      if (to && isInside && member?.isMemberExpression() && !member.node.computed)
        file.replace(member.node.property, to);
    }
  }
}

/** `Logger.info(…)` becomes `console.info(…)`. */
export function translateLogger(migration: Migration, reference: Reference): void {
  const parent = reference.path.parentPath;
  const method = parent && reference.path.key === 'object' ? memberName(parent.node) : undefined;
  if (method === undefined) {
    migration.keep(reference);
    return migration.file.report('use-left', parent?.node ?? reference.path.node);
  }
  migration.file.replace(reference.path.node, 'console');
  migration.file.report('logger', parent?.parent ?? reference.path.node);
}
