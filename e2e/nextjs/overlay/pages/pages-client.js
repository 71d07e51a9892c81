import { buildClerkProps } from '#server';
import { ClerkProvider, useAuth } from '@clerk/nextjs';

function Account() {
  const { userId } = useAuth();
  return <p>{`Known as ${userId ?? 'nobody'}`}</p>;
}

export default function Page(props) {
  return (
    <ClerkProvider {...props}>
      <Account />
    </ClerkProvider>
  );
}

export const getServerSideProps = ({ req }) => ({
  props: { ...buildClerkProps(req), publishableKey: process.env.CLERK_PUBLISHABLE_KEY },
});
