'use client';
import { useClerk } from '@clerk/nextjs';
import { SignOutForm } from './sign-out-form';

export function ClientSignOutButton() {
  const { signOut } = useClerk();
  const submit = (event) => {
    event.preventDefault();
    void signOut({ redirectUrl: '/' });
  };
  return <SignOutForm onSubmit={submit} />;
}
