/**
 * Server-sent events over fetch: an EventSource could not show a token. Comes back by itself, and says how it is.
 */

import { ask } from './access.js';
import { eventReader } from './events.js';

/** A snapshot comes every second: after so long without one the connection is dead, whatever TCP thinks. */
const SILENCE = 5000;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;

async function readOnce(path, deliver) {
  const abort = new AbortController();
  let alarm;
  const alive = () => {
    clearTimeout(alarm);
    alarm = setTimeout(() => abort.abort(), SILENCE);
  };
  alive();
  try {
    const response = await ask(path, { signal: abort.signal, headers: { Accept: 'text/event-stream' } });
    const read = eventReader((name, data) => {
      alive();
      deliver(name, JSON.parse(data));
    });
    const decoder = new TextDecoder();
    for (const reader = response.body.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) return;
      read(decoder.decode(value, { stream: true }));
    }
  } finally {
    clearTimeout(alarm);
  }
}

/**
 * Listens for as long as the page is open.
 *
 * @param deliver is given each event's name and value
 * @param tell is told { live } or { live: false, retryAt, why } whenever that changes
 */
export async function listen(path, deliver, tell) {
  let pause = FIRST_PAUSE;
  for (;;) {
    let why;
    try {
      await readOnce(path, (name, value) => {
        pause = FIRST_PAUSE;
        tell({ live: true });
        try {
          deliver(name, value);
        } catch (fault) {
          reportError(fault);
        }
      });
    } catch (problem) {
      why = problem.status === undefined ? undefined : problem.message;
    }
    tell({ live: false, retryAt: Date.now() + pause, why });
    await new Promise(resolve => setTimeout(resolve, pause));
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
}
