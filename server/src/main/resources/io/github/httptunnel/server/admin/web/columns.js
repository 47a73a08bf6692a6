/** The columns of the table of tunnels: what each is called, and how it is sorted and written. */

import { bytes, count, rate, span, words } from './format.js';

const text = (title, field, options = {}) => ({ title, field, write: value => value ?? '–', kind: 'text', ...options });
const number = (title, field, write, options = {}) => ({ title, field, write, kind: 'number', ...options });

/** What rows name only where the operator has switched that on. */
export const NAMED = ['target', 'client', 'user'];

/** A heading may stand for two columns, of both directions; the second one then has none of its own. */
export const COLUMNS = [
  text('Id', 'id', { write: id => id.slice(0, 8), kind: 'mono bare' }),
  text('Target', 'target', { kind: 'long bare', named: true }),
  text('Client', 'client', { named: true }),
  text('User', 'user', { named: true }),
  text('Listener', 'listener', { sort: 'listener', ascending: true }),
  text('Protocol', 'protocol', { kind: 'text spare' }),
  text('Phase', 'phase', { sort: 'phase', ascending: true, write: words }),
  text('Rule', 'rule'),
  number('Age', 'age_millis', age => span(age / 1000), { sort: 'age' }),
  number('Rate to client, target', 'downstream_bytes_per_second', rate, { sort: 'rate', span: 2, label: 'To client' }),
  number('', 'upstream_bytes_per_second', rate, { span: 0, label: 'To target' }),
  number('Bytes to client, target', 'downstream_bytes', bytes, { sort: 'bytes', span: 2, kind: 'number spare' }),
  number('', 'upstream_bytes', bytes, { span: 0, kind: 'number spare' }),
];

/** What the table may be narrowed to: chosen, or typed where the values are not known. */
export const FILTERS = [
  { title: 'Listener', field: 'listener', values: [] },
  { title: 'Kind', field: 'kind', values: [['tunnel'], ['exchange']] },
  { title: 'Phase', field: 'phase', values: [['decide'], ['connect'], ['accept'], ['relay']] },
  { title: 'Rule', field: 'rule' },
  { title: 'Older than', field: 'min_age_seconds', values: [[10, '10 s'], [60, '1 min'], [600, '10 min'], [3600, '1 h'], [86400, '1 d']] },
  { title: 'Faster than', field: 'min_bytes_per_second', values: [[1e3, '1 kB/s'], [1e4, '10 kB/s'], [1e5, '100 kB/s'], [1e6, '1 MB/s'], [1e7, '10 MB/s']] },
  { title: 'Target', field: 'target', named: true },
  { title: 'Client', field: 'client', named: true },
  { title: 'User', field: 'user', named: true },
];

/** Which part of the table is seen. */
export function range(first, shown, matched, total) {
  if (matched === 0) return '';
  const part = `${count(first + 1)}–${count(first + shown)} of ${count(matched)}`;
  return matched === total ? part : `${part}, ${count(total)} in all`;
}
