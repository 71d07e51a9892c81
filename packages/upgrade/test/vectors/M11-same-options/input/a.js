import { ClerkExpressWithAuth } from '@clerk/clerk-sdk-node';

const options = { apiKey: 'x', onError: log, audience: 'a' };
app.use(ClerkExpressWithAuth(options));
app.use(
  ClerkExpressWithAuth({
    authorizedParties: ['a'],
    audience: 'b',
    jwtKey: 'c',
    signInUrl: 'd',
    isSatellite: true,
    domain: 'e',
    proxyUrl: 'f',
  }),
);
app.use(ClerkExpressWithAuth(readOptions()));
