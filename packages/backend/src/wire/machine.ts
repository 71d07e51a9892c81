/** One of your services that calls others or is called. */
export interface MachineJSON {
  readonly object: 'machine';
  readonly id: string;
  readonly name: string;
  readonly instance_id: string;
  readonly created_at: number;
  readonly updated_at: number;
  readonly scoped_machines: readonly Omit<MachineJSON, 'scoped_machines'>[];
  readonly default_token_ttl: number;
  readonly secret_key?: string;
}

/** Allows one machine to call another. */
export interface MachineScopeJSON {
  readonly object: 'machine_scope';
  readonly from_machine_id: string;
  readonly to_machine_id: string;
  readonly created_at?: number;
  readonly deleted?: boolean;
}

/** Secret key of a machine. */
export interface MachineSecretKeyJSON {
  readonly object: 'machine_secret_key';
  readonly secret: string;
}
