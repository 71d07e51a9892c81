import { ApiError } from '../../errors/api-error.js';
import { jsonAnswer } from '../../http/json-answer.js';
import { instanceSettings } from '../../instance/instance-settings.js';
import { joinWaitlist } from '../../users/waitlist-entry.js';
import type { FrontendHandlers } from '../frontend-handlers.js';

export const waitlistHandlers = {
  /** Answers the bare entry; nobody is signed in. */
  async joinWaitlist({ instance, body }) {
    const emailAddress = body.requiredString('email_address');
    const { sign_up: signUp } = await instanceSettings(instance);
    if (signUp.mode !== 'waitlist') {
      throw new ApiError(
        403,
        'waitlist_not_accepting_entries',
        'Waitlist not accepting entries',
        'The waitlist accepts no entries: the sign-up mode of this instance is not `waitlist`.',
      );
    }
    const { id } = await joinWaitlist(instance, emailAddress);
    return jsonAnswer({ object: 'waitlist_entry', id });
  },
} satisfies FrontendHandlers;
