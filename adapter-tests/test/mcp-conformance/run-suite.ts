import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { resolve } = createRequire(import.meta.url);
const suite = join(resolve('@modelcontextprotocol/conformance/package.json'), '../dist/index.js');

/** The suite needs Node.js 22. */
const node = join(resolve(`node22-linux-${process.arch}/package.json`), '../bin/node');

/** What a run printed, and how it ended. */
export interface SuiteRun {
  readonly exitCode: unknown;
  readonly output: string;
}

/**
 * Runs the published conformance suite of MCP.
 * @param options - `onOutput`: is called with all that was printed so far
 */
export async function runSuite(
  args: readonly string[],
  options: { readonly onOutput?: (output: string) => void } = {},
): Promise<SuiteRun> {
  const child = spawn(node, [suite, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { NO_COLOR: '1' } });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      options.onOutput?.(output);
    });
  const [exitCode] = (await once(child, 'close')) as [unknown];
  return { exitCode, output };
}
