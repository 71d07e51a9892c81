import { html } from 'hono/html';
import type { DemoUser, Instance } from '../instance/instance.js';
import { listSignedUpUserIds } from '../sign-in/find-attempt.js';
import { avatarPath } from '../store/image-url.js';
import { primaryEmailAddress } from '../users/display-name.js';
import { findUsers } from '../users/user-record.js';
import { avatar } from './avatar.js';
import type { Html } from './render-page.js';
import { returnFields } from './return-fields.js';
import type { ReturnTarget } from './return-target.js';

/** People who signed up and are offered with one click. */
const maxSignedUp = 10;

/** A person who can sign in with one click. */
type OneClickUser = Omit<DemoUser, 'password'>;

/** The seeded people, and those who signed up last. */
export async function listOneClickUsers(instance: Instance): Promise<readonly OneClickUser[]> {
  const seeded = instance.demoUsers();
  const ids = (await listSignedUpUserIds(instance, maxSignedUp)).filter((id) => !seeded.some((user) => user.id === id));
  const records = new Map((await findUsers(instance.db, ids)).map((record) => [record.user.id, record]));
  const signedUp = ids.flatMap((id) => {
    const record = records.get(id);
    if (!record) return [];
    const { firstName, lastName, username } = record.user;
    return [{ id, firstName, lastName, username, emailAddress: primaryEmailAddress(record)?.emailAddress ?? '' }];
  });
  return [...seeded, ...signedUp];
}

/** One button for each person. */
export function oneClickUsers(users: readonly OneClickUser[], target: ReturnTarget): Html | '' {
  if (users.length === 0) return '';
  return html`<div class="divider"><span>or with one click</span></div>
    <form method="post" action="/sign-in" class="people">
      ${returnFields(target)}
      ${users.map(
        (user) =>
          html`<button class="person" type="submit" name="user_id" value="${user.id}">
            ${avatar(avatarPath(user.id), 36)}
            <span><strong>${nameOf(user)}</strong><small>${user.emailAddress}</small></span>
          </button>`,
      )}
    </form>`;
}

function nameOf(user: OneClickUser): string {
  const fullName = [user.firstName, user.lastName].filter((part) => part !== null).join(' ');
  return fullName || user.username || user.emailAddress || user.id;
}
