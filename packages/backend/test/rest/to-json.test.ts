import { describe, expect, it } from 'vitest';
import { user } from '../../src/rest/resources/user.js';
import { organizationMembership } from '../../src/rest/resources/organization-membership.js';

const wire = {
  object: 'user',
  id: 'user_1',
  first_name: 'Ada',
  email_addresses: [{ object: 'email_address', id: 'idn_1', email_address: 'ada@example.com', linked_to: [] }],
  public_metadata: { list: [1, { deep: true }] },
};

/** Every object in a value. */
function objectsOf(value: unknown): readonly object[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(objectsOf)];
}

describe('toJSON()', () => {
  it('gives plain objects, through and through', () => {
    const plain = user.read(wire as never).toJSON();
    expect(plain).toMatchObject({
      id: 'user_1',
      firstName: 'Ada',
      emailAddresses: [{ emailAddress: 'ada@example.com' }],
    });
    expect(plain).not.toHaveProperty('raw');
    const prototypes = new Set<unknown>(objectsOf(plain).map((object) => Object.getPrototypeOf(object) as unknown));
    expect(prototypes).toEqual(new Set([Object.prototype, Array.prototype]));
  });

  it('gives what JSON.stringify writes of the members', () => {
    const person = user.read(wire as never);
    expect(JSON.parse(JSON.stringify(person))).toEqual(person.toJSON());
    expect(person.toJSON()).toEqual(JSON.parse(JSON.stringify({ ...person })));
  });

  it('gives a copy', () => {
    const person = user.read(wire as never);
    person.toJSON().emailAddresses.length = 0;
    expect(person.emailAddresses).toHaveLength(1);
  });

  it('is there for each resource that keeps its JSON', () => {
    const membership = organizationMembership.read({ id: 'orgmem_1', organization: { id: 'org_1' } } as never);
    expect(membership.toJSON()).toMatchObject({ id: 'orgmem_1', organization: { id: 'org_1' } });
  });
});
