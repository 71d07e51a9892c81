import { describeSamples } from 'adapter-kit';
import { majors, serveWith } from './served-app.js';

const versions = Object.fromEntries(majors.map((major) => [`Next.js ${String(major)}`, major]));

// The samples are routes of the application that all tests share.
describeSamples('Next.js', versions, async (major, emulator) => {
  const { url } = await serveWith(emulator, major);
  const at = (path: string) => () => url + path;
  const clients = {
    'the client of the package': at('/api/samples/client'),
    'a client of its own': at('/api/samples/own-client'),
    'auth()': at('/api/samples/user'),
    'getAuth()': at('/api/samples-user'),
  };
  return {
    'js-backend-sdk': clients,
    'clerk-client': { ...clients, 'access: auth()': at('/api/auth'), 'access: getAuth()': at('/api/pauth') },
  };
});
