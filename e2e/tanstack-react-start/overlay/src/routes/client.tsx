import { Show, SignOutButton, useAuth, UserButton, useUser } from '@clerk/tanstack-react-start';
import { createFileRoute } from '@tanstack/react-router';

/** What the client half knows, on the server and in the browser. */
export const Route = createFileRoute('/client')({ component: Client });

function Client() {
  const { isLoaded, userId } = useAuth();
  const { user } = useUser();
  return (
    <main>
      <h1>The client half</h1>
      <Show when="signed-in">
        <p>The server shows this to whom it knows.</p>
      </Show>
      <Show when="signed-out">
        <p>The server shows this to strangers.</p>
      </Show>
      <p>{`Known as ${userId ?? 'nobody'}`}</p>
      <p>{`Loaded ${isLoaded}: ${user?.fullName ?? 'nobody'}`}</p>
      <UserButton />
      <SignOutButton redirectUrl="/" />
    </main>
  );
}
