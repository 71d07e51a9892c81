import { describeAdapter } from 'adapter-kit';
import { adapters } from './server.js';

for (const adapter of adapters) describeAdapter(adapter);
