import { start } from './start.js';

// headers of every call
// no longer possible

// start the server
start();
