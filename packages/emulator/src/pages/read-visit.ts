import type { Instance } from '../instance/instance.js';
import { checkRedirectUrl } from '../http/check-redirect-url.js';
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
  const remembered = withRememberedPage(instance, requested, visitor.client);
  return { target: withCaller(instance, remembered, requested, c.req.header('referer')), visitor };
}

/**
 * Completes a target that the application did not name by the application that links here. Browser libraries put their address
 * into the fragment, which only scripts can read.
 */
function withCaller(
  instance: Instance,
  target: ReturnTarget,
  requested: ReturnTarget,
  referer: string | undefined,
): ReturnTarget {
  const caller = checkRedirectUrl(instance, referer);
  const isNamed = requested.redirectUrl !== undefined || requested.isRefused;
  if (!caller || isNamed || caller.origin === instance.url) return target;
  // The page of the last handshake says more than the origin alone, if it is of the same application.
  const isRemembered = target.redirectUrl !== undefined && new URL(target.redirectUrl).origin === caller.origin;
  return isRemembered ? target : { ...target, redirectUrl: caller.href };
}
