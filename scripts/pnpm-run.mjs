// `node scripts/pnpm-run.mjs <arguments>`: the pinned pnpm, where only Node and npm are installed.
import { pnpm } from './pnpm.mjs';

process.exitCode = await pnpm(process.argv.slice(2));
