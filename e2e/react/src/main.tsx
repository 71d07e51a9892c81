import { ClerkProvider } from '@clerk/react';
import { createRoot } from 'react-dom/client';
import { connection } from './connection.js';
import { Facts } from './facts.js';
import { Page } from './pages.js';

const { publishableKey, proxyUrl, clerkJsUrl, clerkUiUrl } = connection();
// Names that the provider reads and its types leave out; without them it loads the scripts from the network.
const scripts = { __internal_clerkJSUrl: clerkJsUrl, __internal_clerkUIUrl: clerkUiUrl };
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root".');

createRoot(root).render(
  <ClerkProvider
    publishableKey={publishableKey}
    proxyUrl={proxyUrl}
    {...scripts}
    signInUrl="/sign-in"
    signUpUrl="/sign-up"
    waitlistUrl="/waitlist"
    taskUrls={{
      'choose-organization': '/tasks/choose-organization',
      'reset-password': '/tasks/reset-password',
      'setup-mfa': '/tasks/setup-mfa',
    }}
    telemetry={false}
    // Clicks would miss what still moves.
    appearance={{ options: { animations: false } }}
  >
    <Facts />
    <Page path={window.location.pathname} />
  </ClerkProvider>,
);
