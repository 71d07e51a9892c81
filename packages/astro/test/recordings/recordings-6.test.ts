import { describeRecordings } from './describe-recordings.js';

describeRecordings(6, 'usual');
