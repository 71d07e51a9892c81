// eslint-disable-next-line import/no-extraneous-dependencies
import { setClerkHttpOptions } from '@clerk/clerk-sdk-node';
import { start } from './start.js';

// headers of every call
setClerkHttpOptions({ headers: {} }); // no longer possible

// start the server
start();
