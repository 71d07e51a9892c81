import { describeAdapter } from 'adapter-kit';
import { appRouter, pagesRouter } from './server.js';

describeAdapter(appRouter);
describeAdapter(pagesRouter);
