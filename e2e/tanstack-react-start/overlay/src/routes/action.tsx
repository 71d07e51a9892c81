import { auth } from '#server';
import { createFileRoute, Link } from '@tanstack/react-router';
import { createServerFn } from '@tanstack/react-start';
import { useState } from 'react';

const act = createServerFn({ method: 'POST' }).handler(async () => {
  const { userId } = await auth();
  return { userId };
});

/** A server function that says who calls it. */
export const Route = createFileRoute('/action')({ component: Action });

function Action() {
  const [found, setFound] = useState<{ readonly userId: string | null }>();
  return (
    <main>
      <button onClick={() => void act().then(setFound)}>Act</button>
      {found && <p>{`Acted as ${found.userId ?? 'nobody'}`}</p>}
      <Link to="/protected">Your profile</Link>
    </main>
  );
}
