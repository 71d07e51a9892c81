import { describeAdapter } from 'adapter-kit';
import { adapterFor } from './server.js';

describeAdapter(adapterFor(6));
