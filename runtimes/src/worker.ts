// Entry for workerd: the task comes as a request, the outcomes go back as its answer.
import { platformEnvironment } from '@acme/backend/full-stack';
import { runSuite, type LiveService, type Recordings } from './suite.js';

export default {
  async fetch(request: Request): Promise<Response> {
    const { recordings, service } = (await request.json()) as { recordings: Recordings; service: LiveService };
    // The configuration of the test gives a text and, under another name, data.
    const { FROM_BINDING, DATA_BINDING } = platformEnvironment();
    const isRead = FROM_BINDING === 'a text' && DATA_BINDING === undefined;
    const bindings = { name: 'bindings', error: isRead ? undefined : `read ${String(FROM_BINDING)}` };
    return Response.json([bindings, ...(await runSuite(recordings, service))]);
  },
};
