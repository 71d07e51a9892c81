/** A task that an agent does on behalf of a user. */
export interface AgentTaskJSON {
  readonly object: 'agent_task';
  /** Agent that acts. */
  readonly agent_id: string;
  /** Identifier of the task. */
  readonly agent_task_id: string;
  /** URL that starts the session of the agent. */
  readonly url: string;
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Identifier of the task; superseded by `agent_task_id`. */
  readonly task_id?: string;
}
