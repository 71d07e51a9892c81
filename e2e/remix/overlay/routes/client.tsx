import { SignedIn, SignedOut, SignOutButton, useAuth, UserButton, useUser } from '@clerk/remix';

/** What the client half knows, on the server and in the browser. */
export default function Client() {
  const { isLoaded, userId } = useAuth();
  const { user } = useUser();
  return (
    <main>
      <h1>The client half</h1>
      <SignedIn>
        <p>The server shows this to whom it knows.</p>
      </SignedIn>
      <SignedOut>
        <p>The server shows this to strangers.</p>
      </SignedOut>
      <p>{`Known as ${userId ?? 'nobody'}`}</p>
      <p>{`Loaded ${isLoaded}: ${user?.fullName ?? 'nobody'}`}</p>
      <UserButton />
      <SignOutButton redirectUrl="/" />
    </main>
  );
}
