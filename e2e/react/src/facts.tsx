import {
  ClerkDegraded,
  ClerkFailed,
  ClerkLoaded,
  useAuth,
  useClerk,
  useOrganization,
  useSessionList,
  useUser,
} from '@clerk/react';
import { useEffect, useState, type ReactElement } from 'react';

/** What the client packages know, for the tests to read. */
export function Facts(): ReactElement {
  const clerk = useClerk();
  const [status, setStatus] = useState<string>(clerk.status);
  const { userId, sessionId, orgId, orgRole } = useAuth();
  const { user } = useUser();
  const { organization } = useOrganization();
  const { sessions } = useSessionList();
  useEffect(() => {
    const update = (next: string): void => setStatus(next);
    clerk.on('status', update, { notify: true });
    return () => clerk.off('status', update);
  }, [clerk]);

  const facts = {
    status,
    user: userId,
    name: user?.fullName,
    session: sessionId,
    sessions: sessions?.length,
    organization: orgId,
    'organization name': organization?.name,
    role: orgRole,
  };
  return (
    <aside>
      {Object.entries(facts).map(([name, value]) => (
        <output key={name} aria-label={name}>
          {value ?? 'none'}
        </output>
      ))}
      <ClerkLoaded>
        <p>The client is loaded.</p>
      </ClerkLoaded>
      <ClerkDegraded>
        <p>The client is degraded.</p>
      </ClerkDegraded>
      <ClerkFailed>
        <p>The client has failed.</p>
      </ClerkFailed>
    </aside>
  );
}
