// Starts the app that was built in the package it is started in, on the Node.js that its Astro needs, and ends with it.
import { startProgram } from '../start-program.js';

startProgram(['dist/server/entry.mjs'], 'app');
