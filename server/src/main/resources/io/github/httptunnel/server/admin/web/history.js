/** What was seen in the last fifteen minutes: a sample a second since the page was opened, and what the server remembers of the rest. */

export const SECONDS = 900;
/** The server has a sample every five seconds; one that is so near to another tells nothing new. */
const NEAR = 2.5;
/** Two samples further apart than this have a gap between them, and no line leads over it. */
const GAP = 12;

export class History {
  #samples = [];

  /** Adds a sample, which has a time; figures that it lacks are holes. */
  add(sample) {
    if (sample.time <= (this.#samples.at(-1)?.time ?? -Infinity)) return;
    this.#samples.push(sample);
    this.#forget();
  }

  /** Takes what somebody else has seen, the oldest first, for the times of which there is nothing. */
  fill(others) {
    const own = this.#samples;
    let next = 0;
    const missed = others.filter(({ time }) => {
      while (next < own.length && own[next].time < time - NEAR) next++;
      return next === own.length || own[next].time > time + NEAR;
    });
    this.#samples = [...own, ...missed].sort((a, b) => a.time - b.time);
    this.#forget();
  }

  /** Columns as plots want them: the times, then each of the figures named. */
  columns(...names) {
    const columns = [[], ...names.map(() => [])];
    let last = Infinity;
    for (const sample of this.#samples) {
      if (sample.time - last > GAP) push(columns, last + 1, () => null);
      push(columns, sample.time, i => sample[names[i]]);
      last = sample.time;
    }
    return columns;
  }

  #forget() {
    const newest = this.#samples.at(-1)?.time;
    const old = this.#samples.findIndex(each => each.time >= newest - SECONDS);
    if (old > 0) this.#samples.splice(0, old);
  }
}

function push([times, ...figures], time, value) {
  times.push(time);
  figures.forEach((column, i) => column.push(Number.isFinite(value(i)) ? value(i) : null));
}
