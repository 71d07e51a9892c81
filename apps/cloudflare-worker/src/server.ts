// Runs the built worker on this machine in workerd, the runtime of Cloudflare Workers. `wrangler deploy` needs only worker.ts.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import workerd from 'workerd';

const port = Number(process.env.PORT ?? 3000);
const config = fileURLToPath(new URL('../workerd.capnp', import.meta.url));
const runtime = spawn(workerd.default, ['serve', config, `--socket-addr=http=localhost:${port}`, '--control-fd=3'], {
  stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
});
runtime.stdio[3]?.on('data', (text: Buffer) => {
  if (text.includes('"event":"listen"')) console.log(`Example app: http://localhost:${port}`);
});
runtime.on('error', (error) => {
  console.error(`workerd cannot be started: ${error.message}`);
  process.exit(1);
});
runtime.on('exit', (code) => process.exit(code ?? 0));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => runtime.kill());
