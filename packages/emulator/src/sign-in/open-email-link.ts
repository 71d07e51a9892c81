import { ApiError } from '../errors/api-error.js';
import { requireLinkTarget } from '../http/check-redirect-url.js';
import type { Instance } from '../instance/instance.js';
import { emailLinks, type EmailLink } from './email-links.js';
import { advanceSignIn } from './advance-sign-in.js';
import { requireOpen, verified, type AttemptVerification } from './attempt-verification.js';
import { completeWhenReady } from './complete-when-ready.js';
import { changeAttempt } from './find-attempt.js';
import { findSignIn } from './sign-in-attempt.js';
import { findSignUp } from './sign-up-attempt.js';

/** What happened when a link was opened. */
export interface OpenedLink {
  /** Where the browser continues. */
  readonly redirectUrl: URL;
  /** Value of `__clerk_status`. */
  readonly status: 'verified' | 'expired' | 'failed';
  /** The session that it started. */
  readonly sessionId: string | null;
  /** The browser that requested the link. */
  readonly clientId: string;
}

/** What a link verifies: the verification of an attempt, and how to continue it. */
interface Subject {
  readonly clientId: string;
  readonly verification: AttemptVerification | null;
  /** Stores the verification, and takes the next step. @returns the session that was started */
  accept(verification: AttemptVerification): Promise<string | null>;
  expire(verification: AttemptVerification): Promise<unknown>;
}

/**
 * Opens a link of a message. The attempt continues in the browser that requested the link, wherever it is opened.
 * @param callerId - the client that opens it
 * @throws {ApiError} 400 `verification_link_invalid` if the link is unknown, `redirect_url_invalid`
 */
export async function openEmailLink(
  instance: Instance,
  token: string,
  callerId: string | undefined,
): Promise<OpenedLink> {
  const link = await emailLinks.find(instance.db, token);
  const subject = link && (await findSubject(instance, link));
  if (!link || !subject) {
    throw new ApiError(400, 'verification_link_invalid', 'Invalid link', 'This link is unknown. Request a new one.');
  }
  const { clientId, verification } = subject;
  // An answer is the same whether a newer link replaced this one or it was opened before.
  const redirectUrl = requireLinkTarget(instance, link.redirectUrl);
  const failed = { redirectUrl, status: 'failed', sessionId: null, clientId } as const;
  if (verification?.id !== link.verificationId) return failed;
  try {
    const open = requireOpen(instance, verification, 'email_link');
    const sessionId = await subject.accept({ ...verified(open), verifiedAtClient: callerId ?? '' });
    return { redirectUrl, status: 'verified', sessionId, clientId };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.code !== 'verification_expired') return failed;
    await subject.expire({ ...verification, status: 'expired' });
    return { ...failed, status: 'expired' };
  }
}

async function findSubject(instance: Instance, link: EmailLink): Promise<Subject | undefined> {
  if (link.purpose === 'sign_in') {
    const attempt = await findSignIn(instance, link.subjectId, undefined);
    if (!attempt || attempt.userId === null) return undefined;
    const user = { userId: attempt.userId };
    return {
      clientId: attempt.clientId,
      verification: attempt.data.first,
      accept: async (verification) =>
        (await advanceSignIn(instance, attempt, { factor: 'first', verification, user })).createdSessionId,
      expire: (first) => changeAttempt(instance, attempt, { data: { first } }),
    };
  }
  const attempt = link.purpose === 'sign_up' ? await findSignUp(instance, link.subjectId, undefined) : undefined;
  if (!attempt) return undefined;
  return {
    clientId: attempt.clientId,
    verification: attempt.data.email,
    accept: async (email) => (await completeWhenReady(instance, attempt, { email })).createdSessionId,
    expire: (email) => changeAttempt(instance, attempt, { data: { email } }),
  };
}
