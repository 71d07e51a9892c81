export function SignOutForm(props) {
  return (
    <form method="post" action="/sign-out" {...props}>
      <button>Sign out</button>
    </form>
  );
}
