import { NotFoundError, ParameterError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { roleCollection } from '../organizations/role.js';
import { RoleBook } from '../organizations/role-book.js';
import { roleJSON } from '../organizations/role-json.js';
import type { RequestBody } from '../http/request-body.js';
import { oneAtATime } from '../store/one-at-a-time.js';
import { Collection, type Row } from '../store/collection.js';
import type { JsonObject } from '../store/json-object.js';

/** A directory of an identity provider. The emulator only stores it. */
interface Directory {
  readonly name: string;
  readonly provider: string;
  readonly enterpriseConnectionId: string;
  readonly enabled: boolean;
  readonly groupRoleMappingEnabled: boolean;
  readonly attributeMapping: JsonObject;
}

/** Gives members of a group a role. Scope: the directory. */
interface Mapping {
  readonly groupId: string;
  readonly roleId: string;
  readonly precedence: number;
}

/** The service has two APIs for directories, which differ only in the names of fields. */
interface Naming {
  /** Value of `object`. */
  readonly object: 'directory' | 'scim_directory';
  /** Value of `object` of a mapping. */
  readonly mappingObject: string;
  /** Field of the group's id; the field of its name ends in `_display_name`. */
  readonly groupField: string;
  readonly directoryField: string;
  readonly idPrefix: string;
}

/** Directories under one of the two names. */
export class Directories {
  readonly #rows: Collection<Directory>;
  readonly #mappings: Collection<Mapping>;

  readonly #naming: Naming;

  constructor(naming: Naming) {
    this.#naming = naming;
    this.#rows = new Collection<Directory>(naming.object, { idPrefix: naming.idPrefix });
    this.#mappings = new Collection<Mapping>(naming.mappingObject, {
      idPrefix: `${naming.idPrefix}map`,
      uniqueBy: ({ groupId }, directoryId) => `${directoryId} ${groupId}`,
      uniqueField: naming.groupField,
    });
  }

  async list(
    instance: Instance,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly data: readonly object[]; readonly total_count: number }> {
    const { rows, total } = await this.#rows.page(instance.db, { page });
    return { data: rows.map((row) => this.#json(instance, row)), total_count: total };
  }

  /** Adds a directory. Only this answer contains its key for the provider. */
  async create(instance: Instance, body: RequestBody): Promise<object> {
    const row = await this.#rows.insert(instance, {
      name: body.string('name') || 'Directory',
      provider: body.requiredString('provider'),
      enterpriseConnectionId: body.requiredString('enterprise_connection_id'),
      enabled: true,
      groupRoleMappingEnabled: false,
      attributeMapping: {},
    });
    return { ...this.#json(instance, row), api_key: instance.createId('dirkey') };
  }

  async get(instance: Instance, id: string): Promise<object> {
    return this.#json(instance, await this.#require(instance, id));
  }

  async update(instance: Instance, id: string, body: RequestBody): Promise<object> {
    const row = await this.#require(instance, id);
    const changed = await this.#rows.update(instance, row, {
      name: body.string('name') || row.name,
      provider: body.string('provider') || row.provider,
      enabled: body.boolean('enabled') ?? row.enabled,
      groupRoleMappingEnabled: body.boolean('group_role_mapping_enabled') ?? row.groupRoleMappingEnabled,
      attributeMapping: body.object('attribute_mapping') ?? row.attributeMapping,
    });
    return this.#json(instance, changed);
  }

  async delete(instance: Instance, id: string): Promise<object> {
    await this.#require(instance, id);
    await this.#rows.delete(instance.db, id);
    await this.#mappings.deleteScope(instance.db, id);
    return { object: this.#naming.object, id, deleted: true };
  }

  async rotateKey(instance: Instance, id: string): Promise<object> {
    return { ...(await this.get(instance, id)), api_key: instance.createId('dirkey') };
  }

  async listMappings(instance: Instance, id: string): Promise<object> {
    await this.#require(instance, id);
    const rows = await this.#mappings.list(instance.db, { scope: id, order: { by: 'precedence', descending: false } });
    return { data: await this.#mappingsJSON(instance, rows), total_count: rows.length };
  }

  async addMapping(instance: Instance, id: string, body: RequestBody): Promise<object> {
    await this.#require(instance, id);
    const next = await this.#mappings.count(instance.db, { scope: id });
    const mapping = await this.#readMapping(instance, body, body.integer('precedence') ?? next);
    const row = await this.#mappings.insert(instance, mapping, { scope: id });
    return (await this.#mappingsJSON(instance, [row]))[0] ?? {};
  }

  async replaceMappings(instance: Instance, id: string, body: RequestBody): Promise<object> {
    await this.#require(instance, id);
    const mappings: Mapping[] = [];
    for (const [index, item] of (body.objects('mappings') ?? []).entries()) {
      const mapping = await this.#readMapping(instance, item, index);
      if (mappings.some(({ groupId }) => groupId === mapping.groupId))
        throw new ParameterError('form_identifier_exists', 'already exists', this.#naming.groupField);
      mappings.push(mapping);
    }
    await oneAtATime(instance.db, `mappings of ${id}`, async () => {
      await this.#mappings.deleteScope(instance.db, id);
      for (const mapping of mappings) await this.#mappings.insert(instance, mapping, { scope: id });
    });
    return this.listMappings(instance, id);
  }

  async deleteMapping(instance: Instance, id: string, mappingId: string): Promise<object> {
    await this.#require(instance, id);
    const row = await this.#mappings.findWhere(instance.db, { ids: [mappingId], scope: id });
    if (!row) throw new NotFoundError(`The directory has no mapping with id ${mappingId}.`);
    await this.#mappings.delete(instance.db, mappingId);
    return { object: this.#naming.mappingObject, id: mappingId, deleted: true };
  }

  async #readMapping(instance: Instance, body: RequestBody, precedence: number): Promise<Mapping> {
    const roleId = body.requiredString('role_id');
    if (!(await roleCollection.find(instance.db, roleId)))
      throw new ParameterError(
        'form_param_value_invalid',
        'is invalid',
        'role_id',
        `No role was found with id ${roleId}.`,
      );
    return { groupId: body.requiredString(this.#naming.groupField), roleId, precedence };
  }

  async #require({ db }: Instance, id: string): Promise<Row<Directory>> {
    const row = await this.#rows.find(db, id);
    if (row) return row;
    throw new NotFoundError(`No directory was found with id ${id}.`);
  }

  #json({ url }: Instance, row: Row<Directory>): object {
    return {
      object: this.#naming.object,
      id: row.id,
      name: row.name,
      enterprise_connection_id: row.enterpriseConnectionId,
      endpoint_url: `${url}/scim/v2/${row.id}`,
      provider: row.provider,
      enabled: row.enabled,
      group_role_mapping_enabled: row.groupRoleMappingEnabled,
      attribute_mapping: row.attributeMapping,
      created_at: row.createdAt,
      updated_at: row.updatedAt,
    };
  }

  async #mappingsJSON({ db }: Instance, rows: readonly Row<Mapping>[]): Promise<readonly object[]> {
    const [book, roles] = await Promise.all([
      RoleBook.read(db),
      roleCollection.list(db, { ids: rows.map(({ roleId }) => roleId) }),
    ]);
    const { mappingObject, directoryField, groupField } = this.#naming;
    return rows.map((row) => {
      const role = roles.find(({ id }) => id === row.roleId);
      return {
        object: mappingObject,
        id: row.id,
        [directoryField]: row.scope,
        [groupField]: row.groupId,
        [groupField.replace(/_id$/, '_display_name')]: row.groupId,
        role: role ? roleJSON(book, role) : null,
        precedence: row.precedence,
        created_at: row.createdAt,
        updated_at: row.updatedAt,
      };
    });
  }
}
