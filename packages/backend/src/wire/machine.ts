/** A service of yours that calls others or is called. */
export interface MachineJSON {
  readonly object: 'machine';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Name shown to people. */
  readonly name: string;
  /** Instance it belongs to. */
  readonly instance_id: string;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
  /** Machines it may talk to. */
  readonly scoped_machines: readonly Omit<MachineJSON, 'scoped_machines'>[];
  /** Life of its tokens in seconds, unless the call sets another. */
  readonly default_token_ttl: number;
  /** Secret key of the machine, `ak_…`; only in the answer that created it. */
  readonly secret_key?: string;
}

/** Allows one machine to call another. */
export interface MachineScopeJSON {
  readonly object: 'machine_scope';
  /** Machine that may call. */
  readonly from_machine_id: string;
  /** Machine that may be called. */
  readonly to_machine_id: string;
  /** When it was created; Unix time in ms. */
  readonly created_at?: number;
  /** Whether the scope was removed. */
  readonly deleted?: boolean;
}

/** Secret key of a machine. */
export interface MachineSecretKeyJSON {
  readonly object: 'machine_secret_key';
  /** Secret key of the machine, `ak_…`. */
  readonly secret: string;
}
