/**
 * True for the paths of the dashboard and of the controls. Faults do not meet them, because a fault on every path would lock people out,
 * and the request log leaves them out, because it would show itself.
 */
export function isDashboardPath(path: string): boolean {
  return path === '/' || path === '/dashboard' || path.startsWith('/dashboard/') || path.startsWith('/_emulator/');
}
