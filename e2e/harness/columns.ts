/** One way to run the example app: which middleware package, on which Express. */
export interface Column {
  readonly name: string;
  /** Name of the package that takes the place of the one the example app imports. */
  readonly middleware: '@acme/express' | '@clerk/express';
  /** Name under which this package has the Express version installed. */
  readonly express: 'express' | 'express4';
}

/** Every combination the browser tests run on. */
export const columns: readonly Column[] = [
  { name: '@acme/express on Express 5', middleware: '@acme/express', express: 'express' },
  { name: '@acme/express on Express 4', middleware: '@acme/express', express: 'express4' },
  { name: '@clerk/express on Express 5', middleware: '@clerk/express', express: 'express' },
  { name: '@clerk/express on Express 4', middleware: '@clerk/express', express: 'express4' },
];
