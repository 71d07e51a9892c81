/** Headers that describe the body of an answer; one whose body is left out must not have them. */
export const contentHeaders = ['content-length', 'content-type', 'etag', 'trailer', 'transfer-encoding'] as const;
