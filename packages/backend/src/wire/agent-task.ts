/** A task that an agent does on behalf of a user. */
export interface AgentTaskJSON {
  readonly object: 'agent_task';
  readonly agent_id: string;
  readonly agent_task_id: string;
  readonly url: string;
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Identifier of the task; superseded by `agent_task_id`. */
  readonly task_id?: string;
}
