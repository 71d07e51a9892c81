import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { AgentTask } from '../resources/agent-task.js';

/** A user, named in exactly one of two ways. */
export type OnBehalfOf =
  | {
      /** E-mail address, phone number or user name. */
      readonly identifier: string;
      readonly userId?: undefined;
    }
  | {
      /** `user_…` */
      readonly userId: string;
      readonly identifier?: undefined;
    };

/** Parameters of {@link AgentTasksApi.create}. */
export interface CreateAgentTaskParams {
  /** The user: by id, or by an identifier such as the e-mail address. */
  readonly onBehalfOf: OnBehalfOf;
  /** What the agent may do; `*` for everything. */
  readonly permissions: string;
  /** Name of the agent. */
  readonly agentName: string;
  /** What the agent does, as text for people. */
  readonly taskDescription: string;
  /** Where the session of the agent begins. */
  readonly redirectUrl: string;
  /** Longest life of the session in seconds. Default 1800. */
  readonly sessionMaxDurationInSeconds?: number | undefined;
}

/** Tasks that agents do on behalf of users. */
export interface AgentTasksApi {
  /**
   * Makes a task for an agent and a URL that starts its session.
   * @throws {ClerkAPIResponseError} 400, 404, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /agents/tasks}
   */
  create(params: CreateAgentTaskParams, options?: CallOptions): Promise<AgentTask>;
  /**
   * Ends a task; its URL stops working.
   * @param agentTaskId - identifier of the task
   * @throws {ClerkAPIResponseError} 400, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /agents/tasks/\{agent_task_id\}/revoke}
   */
  revoke(agentTaskId: string, options?: CallOptions): Promise<Omit<AgentTask, 'url'>>;
}

/** Routes of {@link AgentTasksApi}. */
export const agentTasks = endpoints<AgentTasksApi>()({
  create: ['POST /agents/tasks', { deepSnakeCase: true }],
  revoke: 'POST /agents/tasks/{agentTaskId}/revoke',
});
