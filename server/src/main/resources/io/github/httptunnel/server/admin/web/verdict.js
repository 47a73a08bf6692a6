/** Whether all is well, and if not, what a person should look at first. */

import { moment, percent, plural, seconds, span } from './format.js';
import { meaning } from './reasons.js';

/** From here on an event loop refuses requests. */
export const LAG = 0.25;
const NEARLY = 0.85;
const FULL = 0.95;

export const shareLevel = share => (share >= FULL ? 'bad' : share >= NEARLY ? 'warning' : 'ok');

export const lagLevel = lag => (lag >= LAG ? 'bad' : lag >= LAG / 5 ? 'warning' : 'ok');

const draining = view => (view.draining
  ? [{ grade: 'warning', title: 'Stopping.', text: `No connection is accepted any more; ${plural(view.tunnels, 'tunnel')} may go on for ${span(view.drainTimeout)} at most.` }]
  : []);

const behind = view => view.lags.flatMap((lag, index) => {
  const title = `Event loop ${index + 1} is behind by ${seconds(lag)}.`;
  return lagLevel(lag) === 'ok' ? [] : [{ grade: lagLevel(lag), title, text: 'From 250 ms on it refuses requests: too few processors for this load.' }];
});

const full = view => view.rooms.flatMap(({ name, share, advice }) =>
  (shareLevel(share) === 'ok' ? [] : [{ grade: shareLevel(share), title: `${name}: ${percent(share)} in use.`, text: advice }]));

function reloaded({ reload }) {
  if (!reload.failed) return [];
  const title = `A reload failed at ${moment(reload.at)}: ${plural(reload.errors, 'error')}.`;
  return [{ grade: 'warning', title, text: 'The configuration from before is in force; the log says what is wrong with the new one.' }];
}

function lost(lines) {
  return lines > 0 ? [{ grade: 'warning', title: `${plural(lines, 'line')} of the log lost in the last minute.`, text: 'The disk is full or slow, or nobody reads the records.' }] : [];
}

const ourFault = code => code === 'internal' || code.startsWith('overloaded_');

const overloaded = refused => Object.entries(refused).flatMap(([code, number]) =>
  (ourFault(code) && number > 0 ? [{ grade: 'bad', title: `${plural(number, 'request')} refused in the last minute:`, text: `${meaning(code)}.` }] : []));

/**
 * What is wrong, worst first.
 *
 * @param view what the server says
 * @param lately what was refused, by reason, and how many lines were lost, in the last minute
 */
export function concerns(view, lately) {
  const found = [...overloaded(lately.refused), ...behind(view), ...full(view), ...draining(view), ...reloaded(view), ...lost(lately.dropped)];
  return found.sort((a, b) => (a.grade === 'bad' ? 0 : 1) - (b.grade === 'bad' ? 0 : 1));
}

/** The sentence at the top. */
export function headline(view, found) {
  if (view.draining) return { level: 'warning', title: 'Stopping' };
  if (found.some(each => each.grade === 'bad')) return { level: 'bad', title: 'In trouble' };
  if (found.length > 0) {
    return { level: 'warning', title: found.length === 1 ? 'Serving, with one thing to look at' : `Serving, with ${found.length} things to look at` };
  }
  return { level: 'ok', title: view.tunnels === 0 ? 'Serving, and quiet' : 'All is well' };
}
