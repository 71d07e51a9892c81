import { hasClientHalf } from '#client';
import { ClientSignOutButton } from './client-sign-out-button';
import { SignOutForm } from './sign-out-form';

/** A server must not end a session that the client half may be renewing, so with that the browser signs out. */
export const SignOutButton = hasClientHalf ? ClientSignOutButton : SignOutForm;
