/** How figures are written: three digits are enough to compare, and all widths stay the same. */

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const calendar = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** What stands where there is no figure. */
export const NOTHING = '–';

const known = value => typeof value === 'number' && Number.isFinite(value);

export const count = value => (known(value) ? whole.format(value) : NOTHING);

function threeDigits(value) {
  return value >= 99.95 ? whole.format(value) : value.toFixed(value >= 9.995 ? 1 : 2);
}

/** A number and its unit apart, so that the unit can be set smaller. */
export function bytesParts(value) {
  if (!known(value)) return [NOTHING, ''];
  if (value < 1000) return [whole.format(value), 'B'];
  let scaled = value;
  for (const unit of ['kB', 'MB', 'GB', 'TB', 'PB']) {
    scaled /= 1000;
    if (scaled < 999.5 || unit === 'PB') return [threeDigits(scaled), unit];
  }
}

export const bytes = value => bytesParts(value).join('\u202f').trim();

export const rate = value => (known(value) ? bytes(value) + '/s' : NOTHING);

/** How often something happens in a second. */
export function perSecond(value) {
  if (!known(value)) return NOTHING;
  return value > 0 && value < 9.95 ? value.toFixed(1) : whole.format(value);
}

export function secondsParts(value) {
  if (!known(value)) return [NOTHING, ''];
  const milliseconds = value * 1000;
  if (milliseconds < 0.05) return ['0', 'ms'];
  if (milliseconds < 999.5) {
    return [milliseconds < 9.95 ? milliseconds.toFixed(1) : whole.format(milliseconds), 'ms'];
  }
  return [threeDigits(value), 's'];
}

export const seconds = value => secondsParts(value).join('\u202f').trim();

export const percent = share => (known(share) ? (share * 100).toFixed(share < 0.0995 ? 1 : 0) + '\u202f%' : NOTHING);

/** A span of time by its two largest units: 4 s, 3 min 20 s, 2 d 4 h. */
export function span(value) {
  if (!known(value)) return NOTHING;
  const parts = [];
  let rest = Math.max(0, Math.floor(value));
  for (const [unit, size] of [['d', 86400], ['h', 3600], ['min', 60], ['s', 1]]) {
    const number = Math.floor(rest / size);
    rest -= number * size;
    if (number > 0 || parts.length > 0) parts.push([number, unit]);
  }
  const shown = parts.slice(0, 2).filter(([number]) => number > 0);
  return shown.length === 0 ? '0\u202fs' : shown.map(part => part.join('\u202f')).join(' ');
}

/** When it was: the time alone if that was today. */
export function moment(date) {
  const today = new Date().toDateString() === date.toDateString();
  return today ? clock.format(date) : calendar.format(date);
}

/** One of something, or many. */
export const plural = (number, one, many = one + 's') => `${count(number)} ${number === 1 ? one : many}`;

/** The words of a code: end_of_stream is end of stream. */
export const words = code => code.replaceAll('_', ' ');
