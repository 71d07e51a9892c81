/** Something a role may allow. */
export interface PermissionJSON {
  readonly object: 'permission';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Name shown to people. */
  readonly name: string;
  /** Key, unique within the instance, for example `org:admin`. */
  readonly key: string;
  /** What it is for, as text for people. */
  readonly description: string;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
  /** `system` or `user`. */
  readonly type?: string;
}
