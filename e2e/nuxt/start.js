// Starts the app of a column that was built in the package it is started in, and ends with it.
import { appOfColumn } from '../app-of-column.js';
import { startProgram } from '../start-program.js';

startProgram(['.output/server/index.mjs'], appOfColumn());
