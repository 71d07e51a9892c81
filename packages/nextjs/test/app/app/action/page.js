import { auth } from '@acme/nextjs/server';

async function who() {
  'use server';
  const { userId } = await auth.protect();
  return userId;
}

async function ask() {
  'use server';
  const { userId } = await auth();
  return userId;
}

export default function Page() {
  return (
    <>
      <form action={who}>
        <button>protected</button>
      </form>
      <form action={ask}>
        <button>open</button>
      </form>
    </>
  );
}
