// Requests that arrive on a schedule, whatever the answers take, as they do from many browsers: where the server is behind, requests
// queue, and the queue counts. A closed loop, in which a connection asks when it has been answered, never shows that.
import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';

const headEnd = '\r\n\r\n';

/** @param {string} text - what has come of an answer; @returns the length of the whole answer, undefined while its head is not complete */
function lengthOf(text) {
  const head = text.indexOf(headEnd);
  if (head < 0) return undefined;
  const [, length = '0'] = /content-length: (\d+)/i.exec(text.slice(0, head)) ?? [];
  return head + headEnd.length + Number(length);
}

/**
 * One kept connection; requests on it follow one another.
 * @param {number} port
 */
async function openConnection(port) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  socket.setEncoding('latin1');
  let received = '';
  /** @type {(() => void) | undefined} */
  let done;
  /** @type {Error | undefined} */
  let failure;
  socket.on('data', (/** @type {string} */ chunk) => {
    received += chunk;
    const length = lengthOf(received);
    if (length === undefined || received.length < length) return;
    if (!received.startsWith('HTTP/1.1 200 ')) failure = new Error(`Wrong answer: ${received.split('\r\n', 1)[0]}`);
    received = '';
    done?.();
  });
  socket.on('error', (error) => (failure = error));
  await new Promise((resolve) => socket.once('connect', () => resolve(undefined)));
  return {
    close: () => socket.destroy(),
    failure: () => failure,
    /** @param {string} head @param {() => void} onAnswer */
    send(head, onAnswer) {
      done = onAnswer;
      socket.write(head, 'latin1');
    },
  };
}

/**
 * Times between arrivals, in ms, that have no memory (a Poisson process); the same for the same seed.
 * @param {number} perSecond
 */
function createGaps(perSecond, seed = 1) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (-Math.log(1 - state / 2 ** 32) * 1000) / perSecond;
  };
}

/**
 * Sends requests at a rate, and answers with the time that each took, in ms, from when it was due to its answer.
 * @param {object} load
 * @param {number} load.port
 * @param {number} load.perSecond - arrivals
 * @param {number} load.seconds
 * @param {() => string} load.nextHead - the whole head of the next request
 * @param {number} [load.connections] - as many requests are under way at most; others wait, and the wait counts
 */
export async function sendAtRate({ port, perSecond, seconds, nextHead, connections = 64 }) {
  const all = await Promise.all(Array.from({ length: connections }, () => openConnection(port)));
  const idle = [...all];
  /** @type {number[]} */
  const waiting = [];
  /** @type {number[]} */
  const times = [];
  const nextGap = createGaps(perSecond);
  const start = performance.now();
  const end = start + seconds * 1000;
  let due = start + nextGap();
  let underWay = 0;

  const send = (/** @type {number} */ dueAt) => {
    const connection = idle.pop();
    if (!connection) return void waiting.push(dueAt);
    underWay += 1;
    connection.send(nextHead(), () => {
      times.push(performance.now() - dueAt);
      underWay -= 1;
      idle.push(connection);
      const next = waiting.shift();
      if (next !== undefined) send(next);
    });
  };

  await new Promise((resolve, reject) => {
    // A timer is too coarse for arrivals that are 0.1 ms apart.
    const turn = () => {
      const failure = all.map((connection) => connection.failure()).find(Boolean);
      if (failure) return reject(failure);
      const now = performance.now();
      for (; due <= now && due < end; due += nextGap()) send(due);
      if (due >= end && underWay + waiting.length === 0) return resolve(undefined);
      setImmediate(turn);
    };
    turn();
  });
  for (const connection of all) connection.close();
  return times;
}

/**
 * Requests per second that a server can answer: so many connections ask as fast as they are answered.
 * @param {{ port: number, seconds: number, nextHead: () => string, connections?: number }} load
 */
export async function measureCapacity({ port, seconds, nextHead, connections = 16 }) {
  const all = await Promise.all(Array.from({ length: connections }, () => openConnection(port)));
  const start = performance.now();
  const end = start + seconds * 1000;
  let answers = 0;
  await Promise.all(
    all.map(
      (connection) =>
        new Promise((resolve, reject) => {
          const next = () => {
            const failure = connection.failure();
            if (failure) return reject(failure);
            if (performance.now() >= end) return resolve(undefined);
            connection.send(nextHead(), () => {
              answers += 1;
              next();
            });
          };
          next();
        }),
    ),
  );
  const elapsed = (performance.now() - start) / 1000;
  for (const connection of all) connection.close();
  return answers / elapsed;
}
