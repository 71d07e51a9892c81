import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ServiceUnavailableError } from '../../src/errors.js';
import { KeySet } from '../../src/token/key-set.js';
import { JwksSimulation, randomFrom } from './jwks-simulation.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: 1_760_000_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const keySetOver = (world: JwksSimulation) =>
  new KeySet({ apiUrl: 'https://api.test', apiVersion: 'v1', secretKey: 'sk_test_world', fetch: world.fetch });

type Outcome = 'ok' | 'unavailable' | 'refused';

interface Answered {
  readonly kid: string;
  readonly cameAt: number;
  readonly answeredAt: number;
  readonly outcome: Outcome;
}

/** Asks now, as a request that comes now does. */
async function ask(keys: KeySet, kid: string): Promise<Answered> {
  const cameAt = Date.now();
  const outcome = await keys.get(kid, cameAt).then(
    (answer): Outcome => (answer.ok ? 'ok' : answer.refusal.unavailable ? 'unavailable' : 'refused'),
    (): Outcome => 'unavailable',
  );
  return { kid, cameAt, answeredAt: Date.now(), outcome };
}

/** Advances the clock until everything that was asked is answered. */
async function settle<T>(asked: readonly Promise<T>[]): Promise<readonly T[]> {
  const all = Promise.all(asked);
  await vi.advanceTimersByTimeAsync(10 * second);
  return all;
}

/** The most fetches in any stretch of this length. */
function mostWithin(times: readonly number[], ms: number): number {
  return times.reduce((most, from) => Math.max(most, times.filter((at) => at >= from && at < from + ms).length), 0);
}

/** How long after an outage it may still be known as one: a flight that hangs for 3 s, a second of waiting, one more try. */
const aftermathMs = 6 * second;

/** Random arrivals, rotations, strangers and outages; returns what was answered. */
async function simulate(
  seed: number,
  durationMs: number,
): Promise<{ world: JwksSimulation; answers: readonly Answered[] }> {
  const random = randomFrom(seed);
  vi.spyOn(Math, 'random').mockImplementation(random);
  const world = new JwksSimulation(random);
  const keys = keySetOver(world);
  world.publish('key-0');
  const asked: Promise<Answered>[] = [];
  const end = Date.now() + durationMs;
  let rotations = 0;
  let nextRotation = Date.now() + minute * random();
  let nextMode = Date.now() + 30 * second * random();
  let idleUntil = 0;
  while (Date.now() < end) {
    await vi.advanceTimersByTimeAsync(1 + Math.floor(400 * random()));
    const now = Date.now();
    if (now >= nextRotation) {
      nextRotation = now + minute * (0.2 + random());
      world.publish(`key-${(rotations += 1)}`);
      if (rotations > 1) world.withdraw(`key-${rotations - 2}`);
    }
    if (now >= nextMode) {
      nextMode = now + 40 * second * random();
      world.mode = random() < 0.6 ? 'up' : world.someFault();
      // Now and then nobody comes for a long time.
      if (random() < 0.03) idleUntil = now + 70 * minute * random();
    }
    if (now < idleUntil) {
      await vi.advanceTimersByTimeAsync(idleUntil - now);
      idleUntil = 0;
    }
    const dice = random();
    const kid =
      dice < 0.3 ? `stranger-${asked.length}` : `key-${Math.max(0, rotations - (dice < 0.4 ? 2 : dice < 0.6 ? 1 : 0))}`;
    const many = random() < 0.02 ? 30 : 1;
    for (let index = 0; index < many; index += 1) asked.push(ask(keys, kid));
  }
  return { world, answers: await settle(asked) };
}

describe('keys under random arrivals, rotations, strangers and outages', () => {
  it.each(Array.from({ length: 12 }, (_, index) => index + 1))('answers each token rightly, seed %i', async (seed) => {
    const { world, answers } = await simulate(seed, hour);
    const wrong = answers.filter(({ kid, cameAt, answeredAt, outcome }) => {
      const wasUp = !world.hadFault(cameAt - aftermathMs, answeredAt);
      const isPublished = world.isPublished(kid, cameAt);
      const withdrawnAt = world.withdrawnAt(kid);
      // A key that the service gives all the time is never refused; nor is its token kept waiting.
      if (isPublished && withdrawnAt > answeredAt && outcome === 'refused') return true;
      if (isPublished && withdrawnAt > answeredAt && wasUp && outcome !== 'ok') return true;
      if (answeredAt - cameAt > 2300) return true;
      // What the service does not give is not accepted for long.
      if (outcome === 'ok' && kid.startsWith('stranger')) return true;
      if (outcome === 'ok' && withdrawnAt + hour + aftermathMs < answeredAt) return true;
      const upSince = !world.hadFault(withdrawnAt - aftermathMs, answeredAt);
      if (outcome === 'ok' && upSince && withdrawnAt + 10 * minute + 3 * second < answeredAt) return true;
      // An unknown key is unavailable only while the service is.
      return kid.startsWith('stranger') && wasUp && outcome !== 'refused';
    });
    expect(wrong).toEqual([]);
    // One in 1.8 s after a burst of 2; the refresh and what an outage costs come on top.
    const calm = world.fetchedAt.filter((at) => !world.hadFault(at - 30 * second, at + 10 * second));
    expect(mostWithin(calm, 10 * second)).toBeLessThanOrEqual(10 / 1.8 + 2 + 1);
    expect(mostWithin(world.fetchedAt, minute)).toBeLessThanOrEqual(60 + 5);
    expect(answers.length).toBeGreaterThan(300);
  });
});

describe('unknown key ids', () => {
  it('waits for a fetch that began after the token came: the one under way may have been answered before', async () => {
    const world = new JwksSimulation(() => 0);
    world.latencyMs = 100;
    world.publish('old');
    const keys = keySetOver(world);
    await settle([ask(keys, 'old')]);
    const stranger = ask(keys, 'stranger');
    await vi.advanceTimersByTimeAsync(50);
    world.publish('new');
    const fifty = await settle(Array.from({ length: 50 }, () => ask(keys, 'new')));
    expect(new Set(fifty.map(({ outcome }) => outcome))).toEqual(new Set(['ok']));
    expect((await stranger).outcome).toBe('refused');
    expect(world.fetchedAt).toHaveLength(3);
  });

  it('learns a new key within 2 s while strangers send 100 key ids a second', async () => {
    const world = new JwksSimulation(() => 0.5);
    world.publish('old');
    const keys = keySetOver(world);
    await settle([ask(keys, 'old')]);
    const asked: Promise<Answered>[] = [];
    const good: Promise<Answered>[] = [];
    for (let ms = 0; ms < 30_000; ms += 10) {
      asked.push(ask(keys, `stranger-${ms}`));
      if (ms % 5000 === 0) world.publish(`new-${ms}`);
      if (ms % 50 === 0) good.push(ask(keys, `new-${ms - (ms % 5000)}`), ask(keys, 'old'));
      await vi.advanceTimersByTimeAsync(10);
    }
    const answers = await settle(good);
    for (const { outcome, cameAt, answeredAt, kid } of answers) {
      expect(outcome).toBe('ok');
      expect(answeredAt - cameAt).toBeLessThanOrEqual(kid === 'old' ? 0 : 2000);
    }
    expect(new Set((await settle(asked)).map(({ outcome }) => outcome))).toEqual(new Set(['refused']));
    expect(world.fetchedAt.length).toBeLessThanOrEqual(30 / 1.8 + 4);
  });

  it('bounds the requests that wait, and says 503 to the others', async () => {
    // Thousands of timers at once are too much for a faked clock.
    vi.useRealTimers();
    const world = new JwksSimulation(() => 0);
    world.publish('old');
    const keys = keySetOver(world);
    await ask(keys, 'old');
    world.mode = 'lost';
    const answers = await Promise.all(
      Array.from({ length: 6000 }, (_, index) =>
        keys.get(`stranger-${index}`, Date.now()).catch((error: unknown) => error),
      ),
    );
    const atOnce = answers.filter((answer) => !(answer instanceof ServiceUnavailableError));
    expect(atOnce).toHaveLength(1000);
    for (const answer of atOnce) expect(answer).toMatchObject({ ok: false, refusal: { unavailable: true } });
    expect(world.fetchedAt).toHaveLength(2);
  });
});

describe('a withdrawn key', () => {
  it.each([
    [9 * minute, 'ok'],
    [11 * minute, 'refused'],
    [59 * minute, 'refused'],
  ] as const)('of a process that was idle for %i ms is %s', async (idleMs, outcome) => {
    const world = new JwksSimulation(() => 0.5);
    world.publish('old');
    const keys = keySetOver(world);
    await settle([ask(keys, 'old')]);
    world.publish('new');
    world.withdraw('old');
    await vi.advanceTimersByTimeAsync(idleMs);
    const [first] = await settle([ask(keys, 'old')]);
    expect(first?.outcome).toBe(outcome);
    const [next] = await settle([ask(keys, 'old')]);
    expect(next?.outcome).toBe('refused');
  });

  it.each(['error', 'reset', 'hanging', 'html', 'empty', 'no-members'] as const)(
    'serves on in an outage (%s) up to the hour, and no request waits longer than a second',
    async (mode) => {
      const world = new JwksSimulation(() => 0.5);
      world.publish('old');
      const keys = keySetOver(world);
      await settle([ask(keys, 'old')]);
      const start = Date.now();
      world.mode = mode;
      for (const at of [11 * minute, 30 * minute, 59 * minute]) {
        await vi.advanceTimersByTimeAsync(start + at - Date.now());
        const answers = await settle(Array.from({ length: 10 }, () => ask(keys, 'old')));
        for (const answer of answers) {
          expect(answer.outcome).toBe('ok');
          expect(answer.answeredAt - answer.cameAt).toBeLessThanOrEqual(second);
        }
      }
      await vi.advanceTimersByTimeAsync(start + 61 * minute - Date.now());
      expect(await settle([ask(keys, 'old')])).toMatchObject([{ outcome: 'unavailable' }]);
    },
  );

  it('is judged by the hour in which the clock was set back, not by the new time', async () => {
    const world = new JwksSimulation(() => 0.5);
    world.publish('old');
    const keys = keySetOver(world);
    await settle([ask(keys, 'old')]);
    world.mode = 'error';
    vi.setSystemTime(Date.now() - 24 * hour);
    expect(await settle([ask(keys, 'old')])).toMatchObject([{ outcome: 'ok' }]);
    await vi.advanceTimersByTimeAsync(61 * minute);
    expect(await settle([ask(keys, 'old')])).toMatchObject([{ outcome: 'unavailable' }]);
  });
});

describe('a cold start in an outage', () => {
  it.each(['error', 'reset', 'hanging', 'html', 'empty', 'no-members', 'too-long', 'not-json', 'forbidden'] as const)(
    'answers 503 within a second, then at once, and works when the service is back (%s)',
    async (mode) => {
      const world = new JwksSimulation(() => 0.5);
      world.latencyMs = 10;
      world.publish('good');
      world.mode = mode;
      const keys = keySetOver(world);
      const start = Date.now();
      const early = Array.from({ length: 20 }, () => ask(keys, 'good'));
      await vi.advanceTimersByTimeAsync(1100);
      const later = Array.from({ length: 20 }, () => ask(keys, 'good'));
      await vi.advanceTimersByTimeAsync(20);
      for (const { outcome, answeredAt } of await Promise.all(early)) {
        expect(outcome).toBe('unavailable');
        expect(answeredAt - start).toBeLessThanOrEqual(second);
      }
      // A service that fails at once may have been asked again; otherwise it is known to be away.
      const tries = world.fetchedAt.length;
      for (const { outcome, cameAt, answeredAt } of await Promise.all(later)) {
        expect(outcome).toBe('unavailable');
        expect(answeredAt - cameAt).toBeLessThanOrEqual(20);
      }
      expect(tries).toBeLessThanOrEqual(5);
      await vi.advanceTimersByTimeAsync(10 * minute);
      world.mode = 'up';
      expect(await settle([ask(keys, 'good')])).toMatchObject([{ outcome: 'ok' }]);
    },
  );

  it('finds the service again within 3 s of its return, whatever it did before', async () => {
    for (const mode of ['error', 'reset', 'hanging', 'html'] as const) {
      const world = new JwksSimulation(() => 0.5);
      world.publish('good');
      world.mode = mode;
      const keys = keySetOver(world);
      const asked: Promise<Answered>[] = [];
      const every = async (ms: number) => {
        for (let passed = 0; passed < ms; passed += 100) {
          asked.push(ask(keys, 'good'));
          await vi.advanceTimersByTimeAsync(100);
        }
      };
      await every(17 * second);
      world.mode = 'up';
      const back = Date.now();
      await every(6 * second);
      const answers = await settle(asked);
      const late = answers.filter(({ cameAt }) => cameAt >= back + 3 * second);
      expect(new Set(late.map(({ outcome }) => outcome))).toEqual(new Set(['ok']));
      expect(mostWithin(world.fetchedAt, 10 * second)).toBeLessThanOrEqual(14);
    }
  });

  it('takes one failed answer for no outage', async () => {
    const world = new JwksSimulation(() => 0);
    world.publish('good');
    world.mode = 'error';
    const keys = keySetOver(world);
    const asked = ask(keys, 'good');
    await vi.advanceTimersByTimeAsync(50);
    world.mode = 'up';
    expect(await settle([asked])).toMatchObject([{ outcome: 'ok' }]);
  });

  it('waits for no fetch of another request that never ends', async () => {
    const world = new JwksSimulation(() => 0);
    world.publish('good');
    world.mode = 'lost';
    const keys = keySetOver(world);
    expect(await settle([ask(keys, 'good')])).toMatchObject([{ outcome: 'unavailable' }]);
    world.mode = 'up';
    expect(await settle([ask(keys, 'good')])).toMatchObject([{ outcome: 'ok' }]);
  });

  it('fetches in any case with `skipCache`, also right after a failure', async () => {
    const world = new JwksSimulation(() => 0);
    world.publish('good');
    world.mode = 'forbidden';
    const keys = keySetOver(world);
    const fetched = async () => (await settle([keys.get('good', Date.now(), { skipCache: true })]))[0];
    const failed = keys.get('good', Date.now(), { skipCache: true });
    await vi.advanceTimersByTimeAsync(10);
    expect(await failed).toMatchObject({ refusal: { unavailable: true } });
    world.mode = 'up';
    expect(await fetched()).toMatchObject({ ok: true });
    expect(await fetched()).toMatchObject({ ok: true });
    expect(world.fetchedAt).toHaveLength(3);
  });

  it('takes a refused secret key for no outage: known keys that must be confirmed are not used', async () => {
    const world = new JwksSimulation(() => 0);
    world.publish('old');
    const keys = keySetOver(world);
    await settle([ask(keys, 'old')]);
    world.mode = 'key-invalid';
    await vi.advanceTimersByTimeAsync(11 * minute);
    expect(await settle([keys.get('old', Date.now())])).toMatchObject([{ refusal: { reason: 'secret-key-invalid' } }]);
  });
});
