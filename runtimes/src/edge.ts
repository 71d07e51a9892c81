// Entry for the edge runtime: a script, which leaves one function for the host to call.
import { runSuite, type LiveService, type Recordings } from './suite.js';

Object.assign(globalThis, {
  async runTask(task: string): Promise<string> {
    const { recordings, service } = JSON.parse(task) as { recordings: Recordings; service: LiveService };
    return JSON.stringify(await runSuite(recordings, service));
  },
});
