import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { RevocationTable } from '../../src/revocations/revocation-table.js';

const idOf = (number: number) => `sess_2xKq9vT1mZpQ0aBcDeFgHiJ${String(number).padStart(6, '0')}`;

describe('RevocationTable', () => {
  it('knows every entry and nothing else', () => {
    const table = new RevocationTable(100_000);
    const known = new Map<string, number>();
    for (let number = 1; number <= 20_000; number += 1) {
      const id = number % 2 ? idOf(number) : `user_${randomBytes(20).toString('base64url')}`;
      known.set(id, number);
      table.raise(id, number, 0);
    }
    expect(table.size).toBe(known.size);
    for (const [id, number] of known) expect(table.get(id)).toBe(number);
    for (let number = 20_001; number < 60_000; number += 1) expect(table.get(idOf(number))).toBe(0);
    expect(table.size).toBe(known.size);
  });

  it('keeps the greater number, whatever comes first', () => {
    const table = new RevocationTable(10);
    for (const value of [5, 9, 7]) table.raise('a', value, 0);
    expect(table.get('a')).toBe(9);
    expect(table.size).toBe(1);
  });

  it('is empty at first', () => {
    const table = new RevocationTable(10);
    expect(table.get('a')).toBe(0);
    expect(table.get('')).toBe(0);
  });

  it('removes what concerns nobody any more before it grows', () => {
    const table = new RevocationTable(100_000);
    for (let number = 1; number <= 200_000; number += 1) table.raise(idOf(number), number, number - 100);
    expect(table.size).toBeLessThan(1024);
    for (let number = 199_950; number <= 200_000; number += 1) expect(table.get(idOf(number))).toBe(number);
  });

  it('makes room for new entries when it is full, by a tenth that ends first', () => {
    const table = new RevocationTable(1000);
    for (let number = 1; number <= 1001; number += 1) table.raise(idOf(number), number, 0);
    expect(table.size).toBe(901);
    expect(table.get(idOf(1))).toBe(0);
    expect(table.get(idOf(500))).toBe(500);
    expect(table.get(idOf(1001))).toBe(1001);
  });

  it('keeps most entries when all end at once', () => {
    const table = new RevocationTable(1000);
    for (let number = 1; number <= 1500; number += 1) table.raise(idOf(number), 77, 0);
    expect(table.size).toBeGreaterThanOrEqual(900);
    expect(table.size).toBeLessThanOrEqual(1000);
    expect(table.get(idOf(1500))).toBe(77);
  });
});
