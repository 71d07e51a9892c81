import { median } from './median.js';

/**
 * @typedef {object} Contestant
 * @property {string} name
 * @property {(index: number) => unknown} run - does the job once; may answer with a promise
 * @property {(result: unknown) => boolean} isRight - whether the answer is right; asked before anything is timed
 */

/**
 * Times contestants against each other: they take turns batch by batch in rotating order, so that whatever else the machine
 * does hits all of them. Each must give the right answer first.
 * @param {readonly Contestant[]} contestants - the first one is what the others are compared with
 * @param {{ batches?: number, batchSize?: number }} [options]
 * @returns {Promise<{ name: string, cpuMicroseconds: number, ratio: number }[]>} median CPU time per run
 */
export async function interleave(contestants, { batches = 30, batchSize = 200 } = {}) {
  /** @type {Map<string, number[]>} */
  const times = new Map();
  let index = 0;
  for (const { name, run, isRight } of contestants) {
    times.set(name, []);
    for (let warmUp = 0; warmUp < 3 * batchSize; warmUp += 1) {
      if (!isRight(await run(index++))) throw new Error(`${name} gives a wrong answer.`);
    }
  }
  for (let batch = 0; batch < batches; batch += 1) {
    const order = contestants.map((_, place) => contestants[(place + batch) % contestants.length]);
    for (const contestant of order) {
      if (!contestant) continue;
      const before = process.cpuUsage();
      for (let turn = 0; turn < batchSize; turn += 1) {
        const result = contestant.run(index++);
        if (result instanceof Promise) await result;
      }
      const { user, system } = process.cpuUsage(before);
      times.get(contestant.name)?.push((user + system) / batchSize);
    }
  }
  const medians = contestants.map(({ name }) => ({ name, cpuMicroseconds: median(times.get(name) ?? []) }));
  const [first] = medians;
  return medians.map((entry) => ({ ...entry, ratio: entry.cpuMicroseconds / (first?.cpuMicroseconds ?? 1) }));
}
