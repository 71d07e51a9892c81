import { describeAdapter } from 'adapter-kit';
import { adapter } from './server.js';

describeAdapter(adapter);
