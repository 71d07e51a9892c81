import { getAuth } from '#server';
import type { ActionFunctionArgs } from '@remix-run/node';
import { Form, Link, useActionData } from '@remix-run/react';

export async function action(args: ActionFunctionArgs) {
  const { userId } = await getAuth(args);
  return { userId };
}

/** An action that says who calls it. */
export default function Action() {
  const found = useActionData<typeof action>();
  return (
    <main>
      <Form method="post">
        <button>Act</button>
      </Form>
      {found && <p>{`Acted as ${found.userId ?? 'nobody'}`}</p>}
      <Link to="/protected">Your profile</Link>
    </main>
  );
}
