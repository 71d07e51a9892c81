// Entry for Node, Bun and Deno: reads its task from standard input, writes the outcomes to standard output.
import { readFileSync } from 'node:fs';
import { runSuite, type LiveService, type Recordings } from './suite.js';

const { recordings, service } = JSON.parse(readFileSync(0, 'utf8')) as { recordings: Recordings; service: LiveService };
process.stdout.write(JSON.stringify(await runSuite(recordings, service)));
