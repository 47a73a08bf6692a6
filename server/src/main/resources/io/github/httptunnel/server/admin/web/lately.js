/** Counters that only grow, and how much they grew lately. */

const WINDOW = 60;

export class Lately {
  #samples = [];

  /** Takes the counters as they are at a time, in seconds; a counter that fell tells that another process answers. */
  add(time, counters) {
    const newest = this.#samples.at(-1)?.counters;
    if (newest !== undefined && Object.entries(newest).some(([name, value]) => !(counters[name] >= value))) {
      this.#samples = [];
    }
    this.#samples.push({ time, counters });
    while (this.#samples.length > 2 && this.#samples[1].time <= time - WINDOW) this.#samples.shift();
  }

  /** How much each grew in the last minute, or since the page was opened if that is less. */
  grown() {
    const { counters: before } = this.#samples[0] ?? { counters: {} };
    const { counters: now } = this.#samples.at(-1) ?? { counters: {} };
    return Object.fromEntries(Object.entries(now).map(([name, value]) => [name, value - (before[name] ?? 0)]));
  }

  /** How much one grows in a second, over the last few seconds; not known before there are two samples. */
  rate(name, over = 5) {
    const last = this.#samples.at(-1);
    const first = this.#samples.findLast(each => each.time <= last.time - over) ?? this.#samples[0];
    if (last === undefined || first === last) return undefined;
    return ((last.counters[name] ?? 0) - (first.counters[name] ?? 0)) / (last.time - first.time);
  }
}
