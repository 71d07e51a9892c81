/** The codes of {@link EmulatorError}. */
export type EmulatorErrorCode =
  | 'port_in_use'
  | 'port_invalid'
  | 'address_unavailable'
  | 'live_key_refused'
  | 'key_invalid'
  | 'option_invalid'
  | 'seed_unreadable'
  | 'seed_invalid'
  | 'seed_unknown_key'
  | 'database_unusable'
  | 'database_in_use'
  | 'database_locked'
  | 'import_invalid'
  | 'user_not_found'
  | 'wait_timed_out'
  | 'control_unknown'
  | 'snapshot_unknown'
  | 'emulator_unreachable'
  | 'command_missing'
  | 'command_not_started'
  | 'project_unreadable'
  | 'framework_unclear'
  | 'confirmation_missing'
  | 'install_failed'
  | 'undo_refused';

/** The emulator cannot do what a caller requested. `code` is stable; the message says what to do. */
export class EmulatorError extends Error {
  override readonly name = 'EmulatorError';
  constructor(
    readonly code: EmulatorErrorCode,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
  }
}
