/** Every code a refusal of the command can carry. */
export type UpgradeErrorCode =
  'folder_missing' | 'no_package' | 'no_repository' | 'tree_dirty' | 'package_json_invalid';

/** The command was asked for something it cannot or should not do; nothing was written. The message says what to do. */
export class UpgradeError extends Error {
  override readonly name = 'UpgradeError';
  constructor(
    readonly code: UpgradeErrorCode,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
  }
}
