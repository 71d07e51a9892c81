import { isTypeName, roleOf } from '../legacy/role.js';

/** The entry that has a function of the first versions now; undefined if the function is where it was. */
export function movedEntry(name: string): string | undefined {
  const role = roleOf(name, '');
  return role.is === 'same' && role.entry !== '' && !isTypeName(name) ? role.entry : undefined;
}
