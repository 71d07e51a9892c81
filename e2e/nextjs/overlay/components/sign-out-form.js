export function SignOutForm(props) {
  return (
    <form method="post" action="/api/sign-out" {...props}>
      <button>Sign out</button>
    </form>
  );
}
