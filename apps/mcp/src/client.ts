import { callTool } from './call-tool.js';

const [, , resource = 'http://localhost:3000/mcp', clientId] = process.argv;
try {
  const show = ({ href }: URL) => console.log(`Open this in a browser: ${href}`);
  const said = await callTool({ resource, tool: 'who_am_i', clientId, show });
  console.log(`The tool says: ${said}`);
} catch (error) {
  console.error(`${resource} could not be called: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
