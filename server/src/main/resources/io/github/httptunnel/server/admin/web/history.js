/**
 * What was seen in the last fifteen minutes, a sample a second. It outlives a reload of the page, in the tab's own storage; it holds
 * figures only.
 */

export const SECONDS = 900;
const KEY = 'http-tunnel.history';
/** Two samples further apart than this have a gap between them, and no line leads over it. */
const GAP = 4;
const SAVE_EVERY = 10;

export class History {
  #names;
  #columns;
  #since = 0;

  /** @param names of the figures that are kept, beside the time */
  constructor(names) {
    this.#names = ['time', ...names];
    this.#columns = this.#names.map(() => []);
    this.#load();
  }

  /** Adds a sample; figures that it lacks are holes. */
  add(time, sample) {
    const times = this.#columns[0];
    const last = times.at(-1) ?? -Infinity;
    if (time <= last) return;
    if (time - last > GAP && times.length > 0) this.#push(last + 1, {});
    this.#push(time, sample);
    const old = times.findIndex(each => each >= time - SECONDS);
    if (old > 0) this.#columns.forEach(column => column.splice(0, old));
    this.#since += 1;
    if (this.#since >= SAVE_EVERY) this.save();
  }

  /** Columns as plots want them: the times, then each of the figures named. */
  columns(...names) {
    return ['time', ...names].map(name => this.#columns[this.#names.indexOf(name)]);
  }

  save() {
    this.#since = 0;
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ names: this.#names, columns: this.#columns }));
    } catch {
      // A full or forbidden storage costs the past after a reload, and nothing else.
    }
  }

  #push(time, sample) {
    this.#columns[0].push(time);
    for (let i = 1; i < this.#names.length; i++) {
      const value = sample[this.#names[i]];
      this.#columns[i].push(Number.isFinite(value) ? value : null);
    }
  }

  #load() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEY));
      if (kept !== null && kept.names.join() === this.#names.join()) this.#columns = kept.columns;
    } catch {
      sessionStorage.removeItem(KEY);
    }
  }
}
