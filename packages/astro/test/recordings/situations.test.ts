import { describeSituations } from './describe-recordings.js';

describeSituations(5);
