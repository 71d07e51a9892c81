import { browserAuth, type BrowserResources } from '@acme/backend/full-stack';
import { pagesContext, type PagesRequest } from './get-auth.js';

/** Props of a page, with which the provider of the official client package knows on the server who is signed in. */
export interface ClerkProps {
  readonly __clerk_ssr_state: Readonly<Record<string, unknown>>;
}

/**
 * The state of a request as props of a page of the Pages Router. Functions and private metadata are left out.
 * @param resources - what was loaded for the page
 * @throws {ConfigurationError} `middleware_missing`; `runtime_unsupported` in the edge runtime
 * @see {@link https://clerk.com/docs/reference/nextjs/pages-router/build-clerk-props | buildClerkProps()}
 * @example
 * export const getServerSideProps: GetServerSideProps = async ({ req }) => ({ props: { ...buildClerkProps(req) } });
 */
export function buildClerkProps(request: PagesRequest, resources: BrowserResources = {}): ClerkProps {
  return { __clerk_ssr_state: browserAuth(pagesContext(request, 'buildClerkProps').state, resources) };
}
