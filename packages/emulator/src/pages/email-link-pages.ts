import { html } from 'hono/html';
import { ApiError } from '../errors/api-error.js';
import { readRequestBody } from '../http/read-request-body.js';
import type { Instance } from '../instance/instance.js';
import type { AttemptVerification } from '../sign-in/attempt-verification.js';
import { findSignIn } from '../sign-in/sign-in-attempt.js';
import { signInSteps } from '../sign-in/sign-in-steps.js';
import { findSignUp } from '../sign-in/sign-up-attempt.js';
import { signUpSteps } from '../sign-in/sign-up-steps.js';
import type { ClientRow } from '../store/tables.js';
import { findUser } from '../users/user-record.js';
import { continueSignIn } from './continue-sign-in.js';
import { continueSignUp } from './continue-sign-up.js';
import { fieldErrorOf, formError, type FieldError } from './field.js';
import { formRules, type HostedPage } from './hosted-page.js';
import { linkInput, linkPath } from './link-input.js';
import { destination, pageHead } from './page-head.js';
import { readVisit } from './read-visit.js';
import { redirectTo } from './redirect-to.js';
import { renderMessagePage } from './render-message-page.js';
import { renderPage } from './render-page.js';
import { returnFields, returnQuery } from './return-fields.js';
import type { ReturnTarget } from './return-target.js';

/** How often the page looks whether the link was opened, in seconds. It loads itself again, which needs no JavaScript. */
const refreshSeconds = 2;

/** An attempt whose next step is to open a link, or whose link was opened. */
interface LinkWait {
  readonly isOpen: boolean;
  readonly emailAddress: string | undefined;
  /** Sends another link. */
  send(): Promise<unknown>;
  /** Continues after the link. */
  proceed(): Promise<Response>;
}

type FindWait = (instance: Instance, client: ClientRow, target: ReturnTarget) => Promise<LinkWait | undefined>;

/** The pages that wait until a person opens the link of an e-mail, in this browser or in another one. */
export const emailLinkPages: Readonly<Record<string, HostedPage>> = {
  [linkPath.signUp]: linkPage(linkPath.signUp, '/sign-up', waitOfSignUp),
  [linkPath.signIn]: linkPage(linkPath.signIn, '/sign-in', waitOfSignIn),
};

async function waitOfSignUp(
  instance: Instance,
  client: ClientRow,
  target: ReturnTarget,
): Promise<LinkWait | undefined> {
  const attempt = client.signUpId === null ? undefined : await findSignUp(instance, client.signUpId, client.id);
  if (attempt?.data.email?.strategy !== 'email_link') return undefined;
  const { data, status } = attempt;
  return {
    isOpen: status !== 'complete' && isUnproven(data.email),
    emailAddress: data.emailAddress ?? undefined,
    send: () => signUpSteps.prepare(instance, attempt, linkInput(instance, linkPath.signUp, target)),
    proceed: () => continueSignUp(instance, client, attempt, target),
  };
}

async function waitOfSignIn(
  instance: Instance,
  client: ClientRow,
  target: ReturnTarget,
): Promise<LinkWait | undefined> {
  const attempt = client.signInId === null ? undefined : await findSignIn(instance, client.signInId, client.id);
  if (attempt?.data.first?.strategy !== 'email_link') return undefined;
  const { data, status, userId } = attempt;
  const record = userId === null ? undefined : await findUser(instance.db, userId);
  return {
    isOpen: status === 'needs_first_factor' && isUnproven(data.first),
    emailAddress: record?.emailAddresses.find(({ id }) => id === data.first?.addressId)?.emailAddress,
    send: () => signInSteps.prepareFirst(instance, attempt, linkInput(instance, linkPath.signIn, target)),
    proceed: () => continueSignIn(instance, client, attempt, target),
  };
}

const isUnproven = (verification: AttemptVerification | null) =>
  verification?.strategy === 'email_link' && verification.status !== 'verified';

function linkPage(path: string, start: string, find: FindWait): HostedPage {
  return {
    async show(instance, c) {
      const { target, visitor } = await readVisit(instance, c, (name) => c.req.query(name));
      const { client } = visitor;
      const status = c.req.query('__clerk_status');
      const wait = client && (await find(instance, client, target));
      // A link that another browser requested returns here, too.
      if (!wait && status) return renderMessagePage({ status: 200, ...textOf(status) });
      if (!wait) return redirectTo(instance, client, `${start}${returnQuery(target)}`);
      if (!wait.isOpen) return orError(() => wait.proceed(), { path, start, target, wait });
      const error = status && status !== 'verified' ? { field: 'form', text: textOf(status).text } : undefined;
      return render({ path, start, target, wait }, error);
    },

    async submit(instance, c) {
      const body = await readRequestBody(c, formRules);
      const { target, visitor } = await readVisit(instance, c, (name) => body.string(name) ?? undefined);
      const { client } = visitor;
      const wait = client && (await find(instance, client, target));
      if (!wait) return redirectTo(instance, client, `${start}${returnQuery(target)}`);
      const next = async () => {
        if (wait.isOpen) await wait.send();
        return redirectTo(instance, client, `${path}${returnQuery(target)}`);
      };
      return orError(next, { path, start, target, wait });
    },
  };
}

/** What the page shows. */
interface LinkView {
  readonly path: string;
  /** The page on which the person starts again. */
  readonly start: string;
  readonly target: ReturnTarget;
  readonly wait: LinkWait;
}

/** The answer of `next`, or the page with its refusal. */
async function orError(next: () => Promise<Response>, view: LinkView): Promise<Response> {
  try {
    return await next();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return render(view, fieldErrorOf(error, []));
  }
}

function textOf(status: string): { readonly title: string; readonly text: string } {
  if (status === 'verified')
    return { title: 'The link was accepted', text: 'Return to the browser in which you started, and continue there.' };
  const reason = status === 'expired' ? 'has expired' : 'was used already, or a newer one replaced it';
  return { title: 'This link does not work', text: `The link ${reason}. Send another one where you started.` };
}

function render({ path, start, target, wait }: LinkView, error: FieldError | undefined): Promise<Response> {
  const { emailAddress = 'you' } = wait;
  const address = `${path}${returnQuery(target)}`;
  const subtitle = `Open the link in the e-mail to ${emailAddress}. The log of the emulator shows it.`;
  const body = html`
    ${pageHead('Check your e-mail', subtitle)}
    <section class="card">
      <form method="post" action="${path}" novalidate>
        ${returnFields(target)} ${formError(error)}
        <p>${destination(target) ?? 'You continue here'} as soon as the link is opened.</p>
        <a class="button primary" href="${address}">Continue</a>
        <button class="button secondary" type="submit">Send another link</button>
      </form>
    </section>
    <p class="aside"><a href="${start}${returnQuery(target)}">Start again</a></p>
  `;
  // An error stays until the person has read it.
  const headers = error ? undefined : { refresh: `${refreshSeconds};url=${address}` };
  return renderPage({ title: 'Check your e-mail', body, status: error ? 422 : 200, ...(headers && { headers }) });
}
