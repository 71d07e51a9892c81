import { importersOf, type ImportLinks } from './import-links.js';

function reach(start: Iterable<string>, next: (file: string) => Iterable<string>): Set<string> {
  const reached = new Set(start);
  for (const file of reached) for (const one of next(file)) reached.add(one);
  return reached;
}

/**
 * The files that may handle requests after the old middleware ran: those that import a file which uses the old SDK (directly or not), and all that
 * these import.
 * @param roots - the files that use the retired SDK
 */
export function filesReceivingLegacyRequests(links: ImportLinks, roots: Iterable<string>): ReadonlySet<string> {
  const importers = importersOf(links);
  const above = reach(roots, (file) => importers.get(file) ?? []);
  return reach(above, (file) => links.get(file)?.values() ?? []);
}
