/** The bindings of the platform by name: texts, and services as objects. Empty where there are none. */
export declare function readBindings(): Readonly<Record<string, unknown>>;
