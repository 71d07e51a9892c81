import type { AgentTaskJSON } from '../../wire/agent-task.js';
import { resource } from '../resource.js';

/** A task that an agent does on behalf of a user. */
export class AgentTask {
  /** Agent that acts. */
  declare readonly agentId: string;
  /** Identifier of the task. @deprecated Use `agentTaskId`. */
  declare readonly taskId: string;
  /** Identifier of the task. */
  declare readonly agentTaskId: string;
  /** URL that starts the session of the agent. */
  declare readonly url: string;
}

/** Reads `AgentTaskJSON`. */
export const agentTask = resource<AgentTaskJSON>()('agent_task', AgentTask, ['agentId', 'url'], {
  taskId: taskIdentifier,
  agentTaskId: taskIdentifier,
});

function taskIdentifier(_: unknown, json: Readonly<Record<string, unknown>>): string {
  const identifier = json.agent_task_id ?? json.task_id;
  return typeof identifier === 'string' ? identifier : '';
}
