export function SignOutButton() {
  return (
    <form method="post" action="/sign-out">
      <button>Sign out</button>
    </form>
  );
}
