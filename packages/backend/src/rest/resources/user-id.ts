/**
 * The id of the user that was changed.
 * The official client returns the JSON unchanged although its type has camel case names; here both spellings work.
 */
export class UserID {
  /** The same as `userId`, as sent by the service. */
  declare readonly user_id: string;

  /** The user, `user_…`. */
  get userId(): string {
    return this.user_id;
  }
}

/** Makes a {@link UserID} from the answer of the service; anything else is handed on as it is. */
export function toUserID(answer: unknown): unknown {
  const isUserId = typeof answer === 'object' && answer !== null && 'user_id' in answer;
  return isUserId ? Object.assign(new UserID(), answer) : answer;
}
