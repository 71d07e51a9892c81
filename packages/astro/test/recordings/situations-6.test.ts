import { describeSituations } from './describe-recordings.js';

describeSituations(6);
