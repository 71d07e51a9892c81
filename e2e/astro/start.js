// Starts the app of a column that was built in the package it is started in, on the Node.js that its Astro needs, and ends with it.
import { appOfColumn } from '../app-of-column.js';
import { startProgram } from '../start-program.js';

startProgram(['dist/server/entry.mjs'], appOfColumn());
