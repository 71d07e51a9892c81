import sdk, { clerkClient as client, createClerkClient } from '@clerk/clerk-sdk-node';

const own = createClerkClient({ secretKey: process.env.CLERK_API_KEY });
const alias = client;
let later: typeof client | undefined;
later = sdk;

export const forms = (t: string, o: { authorizedParties: string[] }) => [
  (client as any).verifyToken(t),
  (client satisfies unknown).verifyToken(t, o),
  (<typeof client>client)['verifyToken'](t),
  (0, client).verifyToken(t),
  (later ?? alias)!.verifyToken(t),
  alias?.['decodeToken']?.(t),
  own.verifyToken(t, { jwtKey: 'key' }),
  own.decodeToken(t),
  client.base.verifySessionToken(t),
];
export const { verifyToken: check, users } = own;
export const verify = client.verifyToken.bind(client);
export const all = (tokens: string[]) => Promise.all(tokens.map(client.verifyToken));
