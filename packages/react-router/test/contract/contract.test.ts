import { describeAdapter } from 'adapter-kit';
import { majors } from '../serve-routes.js';
import { adapterFor } from './server.js';

for (const major of majors) describeAdapter(adapterFor(major));
