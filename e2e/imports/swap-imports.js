// Preloaded with `node --import`: lets an app that is already built run on other packages than the ones it names.
// SWAP_IMPORTS is a JSON object from the name in the app to the name to load; SWAP_IMPORTS_IN is the URL of the app's folder.
import { register } from 'node:module';

register('./swap-hooks.js', import.meta.url, {
  data: {
    names: JSON.parse(process.env.SWAP_IMPORTS ?? '{}'),
    folder: process.env.SWAP_IMPORTS_IN,
    // Names are looked up from here, where both the official packages and both versions of Express are installed.
    resolveFrom: import.meta.url,
  },
});
