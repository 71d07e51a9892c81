import { useClerk } from '@clerk/remix';
import type { FormEvent } from 'react';

/** A server must not end a session that the client half may be renewing, so the browser signs out; without scripts the server does. */
export function SignOutButton() {
  const { signOut } = useClerk();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void signOut({ redirectUrl: '/' });
  };
  return (
    <form method="post" action="/sign-out" onSubmit={submit}>
      <button>Sign out</button>
    </form>
  );
}
