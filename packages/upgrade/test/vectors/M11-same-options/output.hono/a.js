import { clerkMiddleware } from '@acme/hono';

const options = { secretKey: 'x', audience: 'a' };
app.use('*', clerkMiddleware(options));
app.use(
  '*', clerkMiddleware({
    authorizedParties: ['a'],
    audience: 'b',
    jwtKey: 'c',
    signInUrl: 'd',
    isSatellite: true,
    domain: 'e',
    proxyUrl: 'f',
  }),
);
app.use('*', clerkMiddleware(readOptions()));
