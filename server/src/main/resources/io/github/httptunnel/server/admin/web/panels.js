/** The tables and meters below the plots. */

import { byId, element, reconcile, setAttribute, setText } from './dom.js';
import { count, moment, NOTHING, percent, plural, seconds, span } from './format.js';
import { meaning } from './reasons.js';
import { LAG, lagLevel, shareLevel } from './verdict.js';

const MOST_LOOPS = 4;

const cell = (name = 'number') => element('td', { class: name });

/** A table of codes, those that happened lately first, then the frequent ones. */
function counts(id, total, lately) {
  const most = Math.max(1, ...Object.values(total));
  const rows = Object.entries(total)
    .filter(([, number]) => number > 0)
    .sort(([a, x], [b, y]) => (lately[b] ?? 0) - (lately[a] ?? 0) || y - x || a.localeCompare(b));
  reconcile(byId(id).tBodies[0], rows, ([code]) => code, ([code]) => element('tr', {},
    element('td', {},
      element('span', { class: 'what', title: code }, meaning(code)),
      element('progress', { class: 'share', 'aria-hidden': 'true' })),
    cell(), cell()), (row, [code, number]) => {
    const [what, recent, all] = row.cells;
    const bar = what.lastChild;
    setAttribute(bar, 'max', most);
    setAttribute(bar, 'value', number);
    setText(recent, count(lately[code] ?? 0));
    setText(all, count(number));
    setAttribute(row, 'class', lately[code] > 0 ? false : 'quiet');
  });
  byId(`${id}-empty`).hidden = rows.length > 0;
  const sum = rows.reduce((all, [, number]) => all + number, 0);
  setText(byId(`${id}-sum`), sum === 0 ? '' : `${count(sum)} in all`);
}

function listeners(view) {
  reconcile(byId('listeners').tBodies[0], view.listeners, each => each.name, () => element('tr', {},
    element('td', {}, element('span', { class: 'what' }), element('span', { class: 'code' })), cell(), cell()),
  (row, each) => {
    const [what, connections, tunnels] = row.cells;
    setText(what.firstChild, each.name);
    setText(what.lastChild, [each.address, each.speaks].filter(Boolean).join(' · '));
    setText(connections, count(each.connections));
    setText(tunnels, count(each.tunnels));
  });
}

function limited(view) {
  reconcile(byId('limited').tBodies[0], view.limited, each => each.rank, () =>
    element('tr', {}, element('td'), cell(), cell()), (row, each) => {
    const [who, tunnels, refused] = row.cells;
    setText(who, `${each.kind} ${each.rank}`);
    setText(tunnels, count(each.tunnels));
    setText(refused, count(each.refused));
  });
  byId('limited-empty').hidden = view.limited.length > 0;
}

/** Each loop, or the slowest one where there are too many to look at. */
function loops(lags) {
  const lines = lags.map((lag, index) => ({ name: `Event loop ${index + 1}`, lag }));
  if (lines.length > MOST_LOOPS) return [{ name: `Slowest of ${lines.length} event loops`, lag: Math.max(...lags) }];
  return lines.length === 1 ? [{ ...lines[0], name: 'Event loop' }] : lines;
}

function meters(view) {
  const lags = loops(view.lags).map(({ name, lag }) => ({
    name,
    text: `${seconds(lag)} behind`,
    share: lag / LAG,
    level: lagLevel(lag),
  }));
  const rooms = view.rooms.map(room => ({ ...room, level: shareLevel(room.share) }));
  reconcile(byId('meters'), [...rooms, ...lags], each => each.name, each => element('div', { class: 'meter-row' },
    element('div', { class: 'meter-head' }, element('span', {}, each.name), element('b')),
    element('progress', { class: 'meter', max: 1, 'aria-label': each.name }),
    ...(each.note ? [element('p', { class: 'note' })] : [])), (row, each) => {
    const [head, bar, note] = row.children;
    setText(head.lastChild, each.text);
    if (note) setText(note, each.note);
    setAttribute(bar, 'value', Math.min(1, Math.max(0, each.share)).toFixed(3));
    setAttribute(row, 'data-level', each.level);
  });
  setText(byId('room-level'), view.level);
}

function facts(view) {
  const entries = [
    ['Started', moment(view.started)],
    ['Configuration in force since', moment(view.reload.since)],
    ['Last reload', view.reload.failed ? `failed ${moment(view.reload.at)}` : 'in order'],
    ['Names known from memory', view.dns.asked > 0 ? `${percent(view.dns.hits / view.dns.asked)} of ${count(view.dns.asked)}` : NOTHING],
    ['Look-ups under way', count(view.dns.pending)],
    ['Lines of logs lost', count(view.dropped)],
  ];
  const flat = entries.flatMap(([name, value]) => [{ key: name + ':', tag: 'dt', text: name }, { key: name, tag: 'dd', text: value }]);
  reconcile(byId('facts'), flat, each => each.key, each => element(each.tag), (node, each) => setText(node, each.text));
}

/** @param lately what was refused, and what ended, in the last minute */
export function showPanels(view, lately) {
  counts('refused', view.refusals, lately.refused);
  counts('ended', view.ends, lately.ended);
  listeners(view);
  limited(view);
  meters(view);
  facts(view);
}

/** The top of the page. */
export function showVerdict(view, { level, title }, found) {
  setAttribute(byId('verdict'), 'data-level', level);
  setText(byId('verdict-title'), title);
  setText(byId('verdict-facts'), [
    `up ${span(view.uptime)}`,
    plural(view.listeners.length, 'listener'),
  ].join(' · '));
  setText(byId('version'), view.version);
  reconcile(byId('concerns'), found, each => each.title.replace(/[0-9.,]+/g, ''), () =>
    element('li', {}, element('b'), element('span')), (item, each) => {
    const [title, text] = item.children;
    setAttribute(item, 'data-level', each.grade);
    setText(title, each.title);
    setText(text, each.text);
  });
}
