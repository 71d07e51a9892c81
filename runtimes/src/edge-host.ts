// Runs the script for the edge runtime in a realm of its own, as Next.js runs middleware. Task and outcomes as in main.ts.
import { readFileSync } from 'node:fs';
import { EdgeVM } from '@edge-runtime/vm';

const vm = new EdgeVM();
vm.evaluate(readFileSync(new URL('edge.js', import.meta.url), 'utf8'));
const runTask = vm.evaluate<(task: string) => Promise<string>>('runTask');
// Time limits of calls that are over would keep the process for half a minute.
process.stdout.write(await runTask(readFileSync(0, 'utf8')), () => process.exit());
