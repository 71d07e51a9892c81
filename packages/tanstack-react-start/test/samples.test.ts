import { describeSamples } from 'adapter-kit';
import { serveWith } from './served-app.js';

// The samples are server routes of the application that all tests share.
describeSamples('TanStack Start', { 'built for Node.js': undefined }, async (_, emulator) => {
  const { url } = await serveWith(emulator);
  const at = (path: string) => () => url + path;
  return {
    'js-backend-sdk': {
      'a client of its own': at('/api/samples/own-client'),
      'getAuth()': at('/api/samples/user-of-request'),
    },
    'clerk-client': {
      'the client of the package': at('/api/samples/client'),
      'a client with options': at('/api/samples/client-with-options'),
      'access: auth()': at('/api/me'),
      'auth()': at('/api/samples/user'),
    },
  };
});
