import type { Instance } from '../instance/instance.js';
import { Collection, type Row } from '../store/collection.js';

/** A link in a message, which proves who reads it. The id is the secret in the link. */
export interface EmailLink {
  /** What it belongs to. */
  readonly purpose: 'sign_in' | 'sign_up';
  /** Id of the sign-in or the sign-up. */
  readonly subjectId: string;
  /** Only the link of the newest verification is accepted. */
  readonly verificationId: string;
  /** Where the reader goes after it; checked when it was sent. */
  readonly redirectUrl: string;
}

export const emailLinks = new Collection<EmailLink>('email_link', { idPrefix: 'link' });

/** Sends a link. */
export async function sendEmailLink(
  instance: Instance,
  emailAddress: string,
  link: EmailLink,
): Promise<Row<EmailLink>> {
  const row = await emailLinks.insert(instance, link);
  const text = `Open ${instance.url}/v1/verify?token=${row.id}`;
  instance.deliver({ to: emailAddress, subject: 'Your verification link', text });
  return row;
}
