export function SignOutButton() {
  return (
    <form method="post" action="/api/sign-out">
      <button>Sign out</button>
    </form>
  );
}
