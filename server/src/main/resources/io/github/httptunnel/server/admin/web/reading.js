/** What the page shows of a status of the server: the one place that knows its members. docs/admin.md describes them. */

import { bytes, count, percent } from './format.js';

const LEVELS = {
  normal: '',
  conserve: 'memory is being saved',
  shed: 'refusing requests to save memory',
  relieve: 'ending tunnels to save memory',
};

const sum = counts => Object.values(counts).reduce((all, each) => all + each, 0);

function merged(...maps) {
  const all = {};
  for (const [name, value] of maps.flatMap(Object.entries)) all[name] = (all[name] ?? 0) + value;
  return all;
}

/** What is not known is absent, or null in a column. */
const fromMicros = micros => (Number.isFinite(micros) ? micros / 1e6 : undefined);

const latency = ({ p50_micros: p50, p90_micros: p90, p99_micros: p99 }) =>
  ({ p50: fromMicros(p50), p90: fromMicros(p90), p99: fromMicros(p99) });

function room(name, used, limit, advice) {
  return limit > 0 ? [{ name, share: used / limit, text: `${count(used)} of ${count(limit)}`, advice }] : [];
}

function memory({ used_percent: used, heap_used_bytes: heap, heap_limit_bytes: heapLimit, direct_used_bytes: direct, direct_limit_bytes: directLimit }) {
  return {
    name: 'Memory',
    share: used / 100,
    text: percent(used / 100),
    note: `heap ${bytes(heap)} of ${bytes(heapLimit)}, direct ${bytes(direct)} of ${bytes(directLimit)}`,
    advice: 'Above 92 % requests are refused. Give it more, or look for clients that read slowly.',
  };
}

function rooms(status) {
  const { tunnels, descriptors, overload } = status;
  const files = descriptors.open === undefined
    ? room('Connections', descriptors.clients + descriptors.targets, descriptors.connections_limit, 'Raise the descriptor limit of the service.')
    : room('Descriptors', descriptors.open, descriptors.limit, 'Raise the descriptor limit of the service.');
  return [
    ...room('Tunnels', tunnels.active, tunnels.limit, 'See limits.tunnels, and the descriptor limit it follows from.'),
    memory(status.memory),
    ...files,
    ...room('Dials that wait', overload.dials_pending, overload.dials_limit, 'Targets, or the network towards them, do not answer.'),
  ];
}

function listener({ name, address, protocols = [], tls, auth, connections, tunnels }) {
  const speaks = protocols.map(each => (tls ? `${each} in TLS` : each)).concat(auth ? ['auth'] : []);
  return { name, address, speaks: speaks.join(', '), connections, tunnels };
}

function reload({ in_force_since: since, last }) {
  const failed = last?.result === 'rejected';
  return { since: new Date(since), failed, at: failed ? new Date(last.at) : undefined, errors: failed ? last.errors : 0 };
}

function dns({ hits, misses, joined, stale, pending }) {
  return { hits: hits + joined, asked: hits + misses + joined, stale, pending };
}

/** The view of a status that came at a time, in seconds. */
export function read(status, time) {
  const { tunnels, traffic } = status;
  const turnedAway = sum(status.turned_away);
  return {
    time,
    version: status.version,
    started: new Date(status.started),
    uptime: status.uptime_seconds,
    draining: status.state === 'draining',
    drainTimeout: status.drain.timeout_seconds,
    tunnels: tunnels.active,
    tunnelLimit: tunnels.limit,
    down: { rate: traffic.downstream_bytes_per_second, total: traffic.downstream_bytes },
    up: { rate: traffic.upstream_bytes_per_second, total: traffic.upstream_bytes },
    asked: {
      requests: tunnels.closed + tunnels.refused + tunnels.abandoned + tunnels.active + turnedAway,
      refused: tunnels.refused + turnedAway,
    },
    latency: { connect: latency(status.latency.connect), handshake: latency(status.latency.handshake) },
    lags: status.event_loops.map(each => fromMicros(each.lag_micros)),
    rooms: rooms(status),
    level: LEVELS[status.overload.level] ?? status.overload.level,
    listeners: status.listeners.map(listener),
    refusals: merged(status.refusals, status.turned_away),
    ends: status.closes,
    limited: status.limits.limited,
    reload: reload(status.reload),
    dns: dns(status.dns_cache),
    dropped: sum(status.log.dropped),
  };
}

/** Views of what was, as far as it is plotted; the history was told at a time, in seconds. */
export function readHistory(history, time) {
  const row = (columns, i) => Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column[i]]));
  return history.age_millis.map((age, i) => ({
    time: time - age / 1000,
    down: { rate: history.downstream_bytes_per_second[i] },
    up: { rate: history.upstream_bytes_per_second[i] },
    tunnels: history.tunnels[i],
    pace: { requests: history.requests_per_minute[i] / 60, refused: history.refused_per_minute[i] / 60 },
    latency: { connect: latency(row(history.connect, i)), handshake: latency(row(history.handshake, i)) },
  }));
}
