/**
 * Metadata as long as an application has not declared more about it: any key, unknown values.
 *
 * An application makes a metadata type precise by declaring members of `UserPublicMetadata` and so on in a `declare global` block of
 * its own. Each of these types is declared where it is used, so that it is part of every entry that needs it. They inherit their
 * openness instead of declaring it, so that the declarations of other packages under the same names merge with them.
 */
export interface OpenMetadata {
  [key: string]: unknown;
}
