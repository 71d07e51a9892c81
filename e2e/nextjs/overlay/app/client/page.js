import { Show } from '@clerk/nextjs';
import { Account } from './account';

export default function Page() {
  return (
    <main>
      <h1>The client half</h1>
      <Show when="signed-in">
        <p>The server shows this to whom it knows.</p>
      </Show>
      <Show when="signed-out">
        <p>The server shows this to strangers.</p>
      </Show>
      <Account />
    </main>
  );
}
