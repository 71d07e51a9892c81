/** Platforms whose variables are those of the process have no bindings. */
export function readBindings(): Readonly<Record<string, unknown>> {
  return {};
}
