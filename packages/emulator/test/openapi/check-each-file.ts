import { afterAll } from 'vitest';
import { expectNoDeviations } from './check-exchange.js';

// Test files share their modules, so only a set-up file is run for each of them.
afterAll(expectNoDeviations);
