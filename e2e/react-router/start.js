// Starts the app that was built in the package it is started in, on the Node.js that its React Router needs, and ends with it.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFor } from './node-for.js';

const folder = join(process.cwd(), 'node_modules/@react-router/serve');
const { bin, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const serve = [join(folder, bin['react-router-serve']), 'build/server/index.js'];
// The server looks for the files of the browser from where it is started.
const server = spawn(nodeFor(Number.parseInt(version, 10)), serve, { cwd: 'app', stdio: 'inherit' });
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code ?? 0));
