import { buildClerkProps, getAuth } from '@acme/nextjs/server';

export default function Page(props) {
  return <pre>{JSON.stringify(props)}</pre>;
}

export function getServerSideProps({ req }) {
  const { userId } = getAuth(req);
  const user = { id: 'u', privateMetadata: { hidden: 1 }, lastSignInAt: 1 };
  return { props: { userId, ...buildClerkProps(req, { user }) } };
}
