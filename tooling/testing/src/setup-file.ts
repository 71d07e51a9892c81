// Vitest runs this file before each test file, also where files share their modules.
import { afterAll } from 'vitest';
import { beginFile } from './at-the-end.js';

afterAll(beginFile());
