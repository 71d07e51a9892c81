import type { Context } from 'hono';
import type { BodyRules } from '../http/read-request-body.js';
import type { Instance } from '../instance/instance.js';
import type { RequestEnv } from '../controls/request-env.js';

/** The context of a request for a page. */
export type PageContext = Context<RequestEnv>;

/** A page that a person sees. It works without JavaScript. */
export interface HostedPage {
  /** Answers GET. */
  show(instance: Instance, c: PageContext): Promise<Response>;
  /** Answers POST: the form of the page. */
  submit?(instance: Instance, c: PageContext): Promise<Response>;
}

/** Pages accept HTML forms. A body that is not a form has no fields. */
export const formRules: BodyRules = {
  formatOf(contentType) {
    if (contentType.startsWith('application/x-www-form-urlencoded')) return 'urlencoded';
    return contentType.startsWith('multipart/form-data') ? 'multipart' : 'none';
  },
};
