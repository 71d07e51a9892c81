import { RequestBody } from '../http/request-body.js';
import type { Instance } from '../instance/instance.js';
import { returnQuery } from './return-fields.js';
import type { ReturnTarget } from './return-target.js';

/** The pages that wait until a person opens the link of an e-mail. */
export const linkPath = { signIn: '/sign-in/link', signUp: '/sign-up/link' } as const;

/**
 * What the strategy `email_link` needs: the link returns to the page that waits. Its address holds no dev browser: any browser
 * may open the link, and a dev browser would make that browser the one that waits. The one that waits is found by its cookie.
 */
export function linkInput(
  instance: Pick<Instance, 'url'>,
  path: string,
  target: ReturnTarget,
): { readonly strategy: 'email_link'; readonly body: RequestBody } {
  const query = returnQuery({ ...target, devBrowser: undefined });
  const body = new RequestBody({ redirect_url: `${instance.url}${path}${query}` });
  return { strategy: 'email_link', body };
}
