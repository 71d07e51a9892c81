import { describeDifferences } from 'adapter-kit';
import { describeRecordings, replay } from './describe-recordings.js';

describeRecordings(5, 'usual');
describeDifferences(replay);
