'use client';
import { SignOutButton, UserButton, useAuth, useUser } from '@clerk/nextjs';

export function Account() {
  const { isLoaded, userId } = useAuth();
  const { user } = useUser();
  return (
    <>
      <p>{`Known as ${userId ?? 'nobody'}`}</p>
      <p>{`Loaded ${isLoaded}: ${user?.fullName ?? 'nobody'}`}</p>
      <UserButton />
      <SignOutButton redirectUrl="/" />
    </>
  );
}
