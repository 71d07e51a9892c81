import { useClerk } from '@clerk/react-router';
import type { FormEvent } from 'react';
import { useRouteLoaderData } from 'react-router';

function SignOutForm({ onSubmit }: { readonly onSubmit?: (event: FormEvent) => void }) {
  return (
    <form method="post" action="/sign-out" onSubmit={onSubmit}>
      <button>Sign out</button>
    </form>
  );
}

function ClientSignOutButton() {
  const { signOut } = useClerk();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void signOut({ redirectUrl: '/' });
  };
  return <SignOutForm onSubmit={submit} />;
}

/** A server must not end a session that the client half may be renewing, so with that the browser signs out. */
export function SignOutButton() {
  return useRouteLoaderData('root') ? <ClientSignOutButton /> : <SignOutForm />;
}
