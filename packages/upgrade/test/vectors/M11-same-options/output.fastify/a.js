import { clerkPlugin } from '@acme/fastify';

const options = { secretKey: 'x', audience: 'a' };
app.register(clerkPlugin, options);
app.register(
  clerkPlugin, {
    authorizedParties: ['a'],
    audience: 'b',
    jwtKey: 'c',
    signInUrl: 'd',
    isSatellite: true,
    domain: 'e',
    proxyUrl: 'f',
  },
);
app.register(clerkPlugin, readOptions());
