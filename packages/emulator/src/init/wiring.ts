/** What connects an application with our package. */
export type Wiring =
  /** A file gets another text, or is made. */
  | { readonly kind: 'edit'; readonly path: string; readonly text: string }
  /** The person adds lines, because `init` cannot be sure where they go. */
  | { readonly kind: 'manual'; readonly where: string; readonly lines: readonly string[] };

/** Lines that the person adds. */
export function manual(where: string, ...lines: readonly string[]): Wiring {
  return { kind: 'manual', where, lines };
}
