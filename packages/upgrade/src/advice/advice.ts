/** The texts of findings by code: why you must look at the place, and what to do. The place itself (`what`) comes with the finding. */
export type Advice = Readonly<Record<string, readonly [why: string, todo: string]>>;
