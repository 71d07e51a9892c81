const metadataNames: ReadonlySet<string> = new Set(['publicMetadata', 'privateMetadata', 'unsafeMetadata']);

/** Splits parameters into metadata, if any is given (null included), and the other fields. */
export function splitMetadata(params: object): {
  readonly metadata: Readonly<Record<string, unknown>> | undefined;
  readonly fields: Readonly<Record<string, unknown>>;
} {
  const entries = Object.entries(params as Readonly<Record<string, unknown>>);
  const metadata = entries.filter(([name, value]) => metadataNames.has(name) && value !== undefined);
  return {
    metadata: metadata.length > 0 ? Object.fromEntries(metadata) : undefined,
    fields: Object.fromEntries(entries.filter(([name]) => !metadataNames.has(name))),
  };
}
