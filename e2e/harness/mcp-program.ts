import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const folder = join(createRequire(import.meta.url).resolve('example-mcp/package.json'), '..');

/** A running client of the MCP example. */
export interface McpProgram {
  /** The address that it asks the person to open. */
  readonly address: Promise<string>;
  /** How it ended, and all that it printed. */
  readonly ended: Promise<{ readonly exitCode: number | null; readonly output: string }>;
  readonly stop: () => void;
}

/**
 * Starts the client of the MCP example.
 * @param args - the address of the server, and the id of an OAuth application
 */
export function startMcpProgram(...args: readonly string[]): McpProgram {
  const child = spawn(process.execPath, [join(folder, 'dist', 'client.js'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<{ readonly exitCode: number | null; readonly output: string }>((resolve) => {
    child.on('close', (exitCode) => resolve({ exitCode, output }));
  });
  const address = new Promise<string>((resolve, reject) => {
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
      const [, printed] = /^Open this in a browser: (\S+)\n/m.exec(output) ?? [];
      if (printed !== undefined) resolve(printed);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('close', () => reject(new Error(`The client ended. It printed:\n${output}`)));
  });
  return { address, ended, stop: () => child.kill() };
}
