// Starts the app on the Node.js that React Router 8 needs, and ends with it.
import { spawn } from 'node:child_process';
import { nodeFor } from '../react-router/node-for.js';

const serve = ['node_modules/@react-router/serve/bin.cjs', 'app/build/server/index.js'];
const server = spawn(nodeFor(8), serve, { stdio: 'inherit' });
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code ?? 0));
