// What the modules of the dashboard do that need no document. Run beside them; the arguments are a status and a history as JSON.
import assert from 'node:assert/strict';
import { range } from './columns.js';
import { eventReader } from './events.js';
import { bytes, count, percent, perSecond, rate, seconds, span } from './format.js';
import { History } from './history.js';
import { Lately } from './lately.js';
import { read, readHistory } from './reading.js';
import { concerns, headline } from './verdict.js';

const plain = text => text.replaceAll('\u202f', ' ');
const status = JSON.parse(process.argv[2]);
const past = JSON.parse(process.argv[3]);

function check(name, test) {
  try {
    test();
  } catch (problem) {
    console.error(`${name}: ${problem.message}`);
    process.exitCode = 1;
  }
}

check('figures have three digits and a unit', () => {
  for (const [written, wanted] of [
    [bytes(0), '0 B'], [bytes(999), '999 B'], [bytes(1000), '1.00 kB'], [bytes(12_345), '12.3 kB'], [bytes(999_499), '999 kB'],
    [bytes(999_500), '1.00 MB'], [bytes(2 ** 60), '1,153 PB'], [rate(81_920), '81.9 kB/s'], [count(1_234_567), '1,234,567'],
    [seconds(0), '0 ms'], [seconds(0.00049), '0.5 ms'], [seconds(0.0123), '12 ms'], [seconds(0.9994), '999 ms'], [seconds(1.5), '1.50 s'],
    [percent(0.012), '1.2 %'], [percent(0.5), '50 %'], [perSecond(0), '0'], [perSecond(0.25), '0.3'], [perSecond(12.4), '12'],
    [span(0), '0 s'], [span(59.9), '59 s'], [span(60), '1 min'], [span(200), '3 min 20 s'], [span(3600), '1 h'], [span(90_061), '1 d 1 h'],
    [bytes(undefined), '–'], [rate(NaN), '–'], [seconds(undefined), '–'],
  ]) assert.equal(plain(written), wanted);
});

check('a page of the table says where it is', () => {
  assert.equal(range(0, 50, 12_482, 12_482), '1–50 of 12,482');
  assert.equal(range(50, 3, 53, 900), '51–53 of 53, 900 in all');
  assert.equal(range(0, 0, 0, 7), '');
});

check('events are found in whatever pieces they come', () => {
  const text = 'event: status\r\ndata: {"a":1}\r\n\r\n: nothing\n\nevent: status\ndata: one\ndata: two\n\nevent: sta';
  for (let size = 1; size <= text.length; size++) {
    const found = [];
    const take = eventReader((name, data) => found.push([name, data]));
    for (let at = 0; at < text.length; at += size) take(text.slice(at, at + size));
    assert.deepEqual(found, [['status', '{"a":1}'], ['status', 'one\ntwo']], `pieces of ${size}`);
  }
});

check('what grew is told of the last minute', () => {
  const lately = new Lately();
  assert.deepEqual(lately.grown(), {});
  lately.add(0, { a: 10 });
  assert.equal(lately.rate('a'), undefined);
  assert.deepEqual(lately.grown(), { a: 0 });
  lately.add(5, { a: 20, b: 1 });
  assert.deepEqual(lately.grown(), { a: 10, b: 1 });
  assert.equal(lately.rate('a'), 2);
  lately.add(65, { a: 80, b: 1 });
  assert.deepEqual(lately.grown(), { a: 60, b: 0 });
  lately.add(66, { a: 3 });
  assert.deepEqual(lately.grown(), { a: 0 }, 'another process answers');
});

check('samples of a quarter of an hour are kept, with holes where something is missing', () => {
  const history = new History();
  history.add({ time: 10, a: 1 });
  history.add({ time: 10, a: 7 });
  history.add({ time: 22, a: 2, b: 5 });
  history.add({ time: 35, a: 3 });
  assert.deepEqual(history.columns('a', 'b'), [[10, 22, 23, 35], [1, 2, null, 3], [null, 5, null, null]]);
  history.add({ time: 910.5, a: 4 });
  assert.deepEqual(history.columns('a'), [[22, 23, 35, 36, 910.5], [2, null, 3, null, 4]]);
});

check('what was not seen is taken from the server', () => {
  const history = new History();
  history.fill([{ time: 1, a: 1 }, { time: 6, a: 2 }]);
  for (const time of [9, 10, 11, 21, 22]) history.add({ time, a: 0 });
  history.fill([1, 6.1, 8, 12, 16, 18.4, 19, 24.6].map(time => ({ time, a: time })));
  assert.deepEqual(history.columns('a'), [[1, 6, 9, 10, 11, 16, 18.4, 21, 22, 24.6], [1, 2, 0, 0, 0, 16, 18.4, 0, 0, 24.6]]);
});

check('a history is read as docs/admin.md describes it', () => {
  const views = readHistory(past, 1000);
  assert.deepEqual(views.map(view => view.time), [990.2, 995.2]);
  assert.deepEqual(views[1].down, { rate: 81_920 });
  assert.deepEqual(views[1].up, { rate: 120 });
  assert.equal(views[1].tunnels, 2);
  assert.deepEqual(views[1].pace, { requests: 0.6, refused: 0.2 });
  assert.deepEqual(views[0].latency.connect, { p50: undefined, p90: undefined, p99: undefined });
  assert.deepEqual(views[1].latency.connect, { p50: 0.011, p90: 0.024, p99: 0.049 });
  assert.deepEqual(views[1].latency.handshake, { p50: undefined, p90: undefined, p99: undefined });
});

check('a status is read as docs/admin.md describes it', () => {
  const view = read(status, 1);
  assert.equal(view.down.rate, 81_920);
  assert.deepEqual(view.latency.handshake, { p50: undefined, p90: undefined, p99: undefined });
  assert.equal(view.latency.connect.p99, 0.049);
  assert.deepEqual(view.asked, { requests: 142, refused: 19 });
  assert.deepEqual(view.refusals, { forbidden_rule: 5, dns_no_such_name: 2, not_served: 0, over_limit_rate: 12 });
  assert.deepEqual(view.rooms.map(room => room.name), ['Tunnels', 'Memory', 'Descriptors', 'Dials that wait']);
  assert.equal(view.reload.failed, true);
  assert.ok(JSON.stringify(view).match(/null|NaN/) === null, 'no member is missing');
});

const judged = (change, refused = {}, dropped = 0) => {
  const view = { ...read({ ...status, reload: { ...status.reload, last: undefined } }, 1), ...change };
  const found = concerns(view, { refused, dropped });
  return [headline(view, found).level, found.map(each => each.grade)];
};
const roomOf = share => ({ rooms: [{ name: 'Memory', share, text: '', advice: '' }] });

check('what is wrong is told, the worst first', () => {
  assert.deepEqual(judged({}), ['ok', []]);
  assert.deepEqual(judged({ lags: [0.0499] }), ['ok', []]);
  assert.deepEqual(judged({ lags: [0.05] }), ['warning', ['warning']]);
  assert.deepEqual(judged({ lags: [0.05, 0.25] }), ['bad', ['bad', 'warning']]);
  assert.deepEqual(judged(roomOf(0.849)), ['ok', []]);
  assert.deepEqual(judged(roomOf(0.85)), ['warning', ['warning']]);
  assert.deepEqual(judged(roomOf(0.95)), ['bad', ['bad']]);
  assert.deepEqual(judged({}, { forbidden_rule: 9, over_limit_rate: 9, overloaded_lag: 0 }), ['ok', []]);
  assert.deepEqual(judged({}, { overloaded_lag: 1 }), ['bad', ['bad']]);
  assert.deepEqual(judged({}, { internal: 1 }), ['bad', ['bad']]);
  assert.deepEqual(judged({}, {}, 1), ['warning', ['warning']]);
  assert.deepEqual(judged({ draining: true }), ['warning', ['warning']]);
  assert.deepEqual(judged({ reload: { failed: true, at: new Date(), errors: 2 } }), ['warning', ['warning']]);
});
