import type { Advice } from './advice.js';

/** Findings about files that are not migrated. */
export const incomplete = {
  'not-parsed': ['The file is left as it was.', 'Fix the syntax, then run the command again on this file.'],
  'scripts-together': [
    'The scripts of this file are valid one by one, but declare a name twice when they are read together, so the file is left as it was.',
    'Rename what is named in one of the scripts, or move that script to a file of its own, then run the command again on this file.',
  ],
  'not-translated': [
    'The command met code that it does not understand, and left the whole file as it was.',
    'Migrate this file by hand, and report the problem with the code that is named.',
  ],
  'peer-too-old': [
    'Our package does not accept this version of the framework, so nothing in this package was changed.',
    'Change the framework to a version that is named, together with the plugins that are named, then run the command again.',
  ],
} as const satisfies Advice;
