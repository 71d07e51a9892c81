import { ApiError } from '../errors/api-error.js';
import { transferToSignUp } from '../sign-in/finish-provider-visit.js';
import { findSignIn } from '../sign-in/sign-in-attempt.js';
import type { HostedPage } from './hosted-page.js';
import { fieldErrorOf } from './field.js';
import { leavePages } from './leave-pages.js';
import { readVisit } from './read-visit.js';
import { returnQuery } from './return-fields.js';
import { continueSignIn } from './continue-sign-in.js';
import { redirectTo } from './redirect-to.js';
import { renderSignIn } from './sign-in-page.js';

/** `/sign-in/sso-callback`: continues after the page of a provider; people without an account sign up. */
export const ssoCallbackPage: HostedPage = {
  async show(instance, c) {
    const { target, visitor } = await readVisit(instance, c, (name) => c.req.query(name));
    const { client } = visitor;
    const attempt = client?.signInId ? await findSignIn(instance, client.signInId, client.id) : undefined;
    if (!client || !attempt) return redirectTo(instance, client, `/sign-in${returnQuery(target)}`);
    const first = attempt.data.first;
    if (first?.status === 'failed') {
      const text = first.error?.long_message ?? 'The provider refused.';
      return renderSignIn(instance, target, visitor, { error: { field: 'form', text } });
    }
    if (first?.status !== 'transferable') return continueSignIn(instance, client, attempt, target);
    try {
      const signUp = await transferToSignUp(instance, attempt);
      if (signUp.status === 'complete') return await leavePages(instance, client, target);
      return redirectTo(instance, client, `/sign-up/continue${returnQuery(target)}`);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return renderSignIn(instance, target, visitor, { error: fieldErrorOf(error, []) });
    }
  },
};
