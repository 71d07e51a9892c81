/** Something a role may allow. */
export interface PermissionJSON {
  readonly object: 'permission';
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly description: string;
  readonly created_at: number;
  readonly updated_at: number;
  /** `system` or `user`. */
  readonly type?: string;
}
