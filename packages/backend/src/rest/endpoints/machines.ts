import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { PagePromise } from '../page-promise.js';
import type { DeletedObject } from '../resources/deleted-object.js';
import type { Machine, MachineScope, MachineSecretKey } from '../resources/machine.js';
import type { PaginationParams, WithSign } from './params.js';

/** Parameters of {@link MachinesApi.list}. */
export interface ListMachinesParams extends PaginationParams {
  /** Order; a leading `-` reverses it. */
  readonly orderBy?: WithSign<'name' | 'created_at'> | undefined;
  /** Text that part of the name or id contains. */
  readonly query?: string | undefined;
}

/** Parameters of {@link MachinesApi.create}. */
export interface CreateMachineParams {
  /** Name shown to people. */
  readonly name: string;
  /** Machines it may call, `mch_…`. */
  readonly scopedMachines?: readonly string[] | undefined;
  /** Life of its tokens in seconds unless the call sets another. Default 3600. */
  readonly defaultTokenTtl?: number | undefined;
}

/** Parameters of {@link MachinesApi.update}. */
export interface UpdateMachineParams {
  /** The machine, `mch_…`. */
  readonly machineId: string;
  /** Name shown to people. */
  readonly name?: string | undefined;
  /** Life of its tokens in seconds unless the call sets another. Default 3600. */
  readonly defaultTokenTtl?: number | undefined;
}

/** Parameters of {@link MachinesApi.rotateSecretKey}. */
export interface RotateMachineSecretKeyParams {
  /** The machine, `mch_…`. */
  readonly machineId: string;
  /** How long the old key still works, in seconds; 0 for not at all. */
  readonly previousTokenTtl: number;
}

/** Machines: your services that call each other. */
export interface MachinesApi {
  /**
   * Gets a machine.
   * @param machineId - `mch_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /machines/\{machine_id\}}
   */
  get(machineId: string, options?: CallOptions): Promise<Machine>;
  /**
   * Gets the machines.
   * @throws {ClerkAPIResponseError} 400, 401, 403, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /machines}
   */
  list(params?: ListMachinesParams, options?: CallOptions): PagePromise<Machine>;
  /**
   * Makes a machine. Its secret key is in this answer, and from `getSecretKey`.
   * @throws {ClerkAPIResponseError} 400, 401, 403, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /machines}
   */
  create(params: CreateMachineParams, options?: CallOptions): Promise<Machine>;
  /**
   * Changes a machine; what is not given stays.
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /machines/\{machine_id\}}
   */
  update(params: UpdateMachineParams, options?: CallOptions): Promise<Machine>;
  /**
   * Deletes a machine. Its tokens stop working.
   * @param machineId - `mch_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /machines/\{machine_id\}}
   */
  delete(machineId: string, options?: CallOptions): Promise<DeletedObject>;
  /**
   * Gets the secret key of a machine.
   * @param machineId - `mch_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /machines/\{machine_id\}/secret_key}
   */
  getSecretKey(machineId: string, options?: CallOptions): Promise<MachineSecretKey>;
  /**
   * Creates a new secret key for a machine; the old one works for a while.
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /machines/\{machine_id\}/secret_key/rotate}
   */
  rotateSecretKey(params: RotateMachineSecretKeyParams, options?: CallOptions): Promise<MachineSecretKey>;
  /**
   * Allows a machine to call another.
   * @param machineId - `mch_…`
   * @param toMachineId - the machine to be called, `mch_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 409, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /machines/\{machine_id\}/scopes}
   */
  createScope(machineId: string, toMachineId: string, options?: CallOptions): Promise<MachineScope>;
  /**
   * Forbids a machine to call another.
   * @param machineId - `mch_…`
   * @param otherMachineId - the machine no longer to be called, `mch_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /machines/\{machine_id\}/scopes/\{other_machine_id\}}
   */
  deleteScope(machineId: string, otherMachineId: string, options?: CallOptions): Promise<DeletedObject>;
}

/** Routes of {@link MachinesApi}. */
export const machines = endpoints<MachinesApi>()({
  get: 'GET /machines/{machineId}',
  list: ['GET /machines', { list: true }],
  create: 'POST /machines',
  update: 'PATCH /machines/{machineId}',
  delete: 'DELETE /machines/{machineId}',
  getSecretKey: 'GET /machines/{machineId}/secret_key',
  rotateSecretKey: 'POST /machines/{machineId}/secret_key/rotate',
  createScope: ['POST /machines/{machineId}/scopes', { args: ['toMachineId'] }],
  deleteScope: 'DELETE /machines/{machineId}/scopes/{otherMachineId}',
});
