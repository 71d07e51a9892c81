import type { Instance } from '../instance/instance.js';
import type { PageContext } from './hosted-page.js';
import { readReturnTarget, withRememberedPage, type ReturnTarget } from './return-target.js';
import { findVisitor, type Visitor } from './visitor.js';

/**
 * Reads who visits a page, and where they return to.
 * @param read - returns a field of the query or of the form
 */
export async function readVisit(
  instance: Instance,
  c: PageContext,
  read: (name: string) => string | undefined,
): Promise<{ readonly target: ReturnTarget; readonly visitor: Visitor }> {
  const requested = readReturnTarget(instance, read);
  const visitor = await findVisitor(instance, c, requested);
  return { target: withRememberedPage(instance, requested, visitor.client), visitor };
}
