// Entry for workerd: the task comes as a request, the outcomes go back as its answer.
import { runSuite, type LiveService, type Recordings } from './suite.js';

export default {
  async fetch(request: Request): Promise<Response> {
    const { recordings, service } = (await request.json()) as { recordings: Recordings; service: LiveService };
    return Response.json(await runSuite(recordings, service));
  },
};
