/** Every code of an {@link UpgradeError}. */
export type UpgradeErrorCode =
  | 'folder_missing'
  | 'no_package'
  | 'no_repository'
  | 'tree_dirty'
  | 'package_json_invalid'
  | 'backup_exists'
  | 'backup_missing'
  | 'backup_changed';

/** The command refused to run; nothing was written. The message says what to do. */
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
