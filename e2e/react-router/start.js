// Starts the app that was built in the package it is started in, on the Node.js that its React Router needs, and ends with it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startProgram } from '../start-program.js';

const folder = join(process.cwd(), 'node_modules/@react-router/serve');
const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
// The server looks for the files of the browser from where it is started.
startProgram([join(folder, bin['react-router-serve']), 'build/server/index.js'], 'app');
