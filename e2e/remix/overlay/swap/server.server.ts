import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import type * as oursForApis from '@acme/remix/api.server';
import type * as ours from '@acme/remix/ssr.server';
import { isSwapped, load } from './swaps.server';

const loaded = (await load('@acme/remix/ssr.server')) as typeof ours;
const { createClerkClient } = (await load('@acme/remix/api.server')) as typeof oursForApis;
export const { getAuth, rootAuthLoader } = loaded;

const isOfficial = isSwapped('@acme/remix/ssr.server');

// What an application writes by hand for the official package.

function clientByHand() {
  const { CLERK_SECRET_KEY: secretKey, CLERK_API_URL: apiUrl } = process.env;
  return Promise.resolve(createClerkClient({ secretKey, apiUrl }));
}

async function guardByHand(args: LoaderFunctionArgs, { permission }: { readonly permission?: string } = {}) {
  const auth = await getAuth(args);
  const isAllowed = !permission || auth.has({ permission } as never);
  if (auth.userId && isAllowed) return auth;
  if (auth.userId) throw Response.json({ error: 'Forbidden' }, { status: 403 });
  const isApi = new URL(args.request.url).pathname.startsWith('/api');
  if (isApi) throw Response.json({ error: 'Unauthorized' }, { status: 401 });
  const back = encodeURIComponent(args.request.url);
  throw redirect(`${process.env['CLERK_SIGN_IN_URL'] ?? ''}?redirect_url=${back}`);
}

export const protect = isOfficial ? guardByHand : loaded.protect;
export const clerkClient = isOfficial ? clientByHand : loaded.clerkClient;
export const configureClerk = isOfficial ? () => undefined : loaded.configureClerk;
export const handleDataRequest = isOfficial ? (response: Response) => response : loaded.handleDataRequest;
export const addAuthHeaders = isOfficial
  ? (_args: LoaderFunctionArgs, response: Response) => response
  : loaded.addAuthHeaders;
