/** The table of live tunnels. The server filters, sorts and pages, so that twenty thousand cost no more than fifty. */

import { askJson } from './access.js';
import { COLUMNS, FILTERS, NAMED, range } from './columns.js';
import { confirmed } from './confirm.js';
import { byId, element, reconcile, setAttribute, setText } from './dom.js';
import { count, plural } from './format.js';

const PAGE = 50;
const EVERY = 2000;

const section = byId('tunnels');
const filters = byId('filters');
const table = byId('tunnel-table');

const state = { sort: 'rate', reversed: false, first: 0, visible: false, named: [], matched: 0 };
let running;

const shown = list => list.filter(each => !each.named || state.named.includes(each.field));

function selector() {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(filters)) if (value.trim() !== '') query.set(name, value.trim());
  return query;
}

function query() {
  const asked = selector();
  asked.set('sort', state.sort);
  asked.set('order', state.reversed ? 'reversed' : 'usual');
  asked.set('offset', state.first);
  asked.set('limit', PAGE);
  return asked;
}

function heading({ title, sort, kind, span }) {
  const button = sort && element('button', { type: 'button', onclick: () => sortBy(sort) }, title);
  return element('th', { scope: 'col', class: kind, 'data-sort': sort, colspan: span }, button ?? title);
}

function sortBy(field) {
  state.reversed = state.sort === field && !state.reversed;
  state.sort = field;
  state.first = 0;
  refresh();
}

function direction({ sort, ascending = false }) {
  return sort === state.sort && (ascending === state.reversed ? 'descending' : 'ascending');
}

function buildHead() {
  const head = table.tHead.rows[0];
  head.replaceChildren(...shown(COLUMNS).filter(each => each.span !== 0).map(heading), element('th', { scope: 'col', 'aria-label': 'Close' }));
  table.tBodies[0].replaceChildren();
}

function control({ field, values }) {
  if (values === undefined) return element('input', { name: field, autocomplete: 'off', spellcheck: 'false' });
  const options = values.map(([value, title = value]) => element('option', { value }, title));
  return element('select', { name: field }, element('option', { value: '' }, 'any'), ...options);
}

/** Those that were there stay, with what was entered. */
function buildFilters() {
  reconcile(filters, shown(FILTERS), each => each.field, each => element('label', {}, each.title, control(each)), () => {});
}

/** Who and whereto is in the rows only where the operator has switched that on. */
function learnNames(tunnels) {
  const named = NAMED.filter(field => state.named.includes(field) || tunnels.some(each => field in each));
  if (named.length === state.named.length) return;
  state.named = named;
  buildHead();
  buildFilters();
}

function row(tunnel) {
  const cells = shown(COLUMNS).map(({ title, label = title, kind }) => element('td', { class: kind, 'data-label': label }));
  const button = element('button', { type: 'button', class: 'danger', onclick: () => closeOne(tunnel.id) }, 'Close');
  setAttribute(button, 'aria-label', `Close tunnel ${tunnel.id.slice(0, 8)}`);
  return element('tr', {}, ...cells, element('td', {}, button));
}

function fill(line, tunnel) {
  shown(COLUMNS).forEach(({ field, write, kind }, index) => {
    const cell = line.cells[index];
    setText(cell, write(tunnel[field]));
    if (kind.startsWith('number')) cell.classList.toggle('zero', tunnel[field] === 0);
    else setAttribute(cell, 'title', tunnel[field]);
  });
}

function show({ tunnels, matched, total }) {
  state.matched = matched;
  learnNames(tunnels);
  reconcile(table.tBodies[0], tunnels, tunnel => tunnel.id, row, fill);
  for (const head of table.tHead.rows[0].cells) {
    setAttribute(head, 'aria-sort', direction(COLUMNS.find(each => each.sort === head.dataset.sort) ?? {}));
  }
  setText(byId('tunnels-count'), total === 0 ? '' : plural(total, 'tunnel'));
  setText(byId('page-range'), range(state.first, tunnels.length, matched, total));
  byId('previous').disabled = state.first === 0;
  byId('next').disabled = state.first + tunnels.length >= matched;
  byId('pages').hidden = matched <= PAGE && state.first === 0;
  const closing = byId('close-matching');
  closing.hidden = matched === 0 || selector().size === 0;
  setText(closing, `Close all ${count(matched)}`);
  say(tunnels.length > 0 ? undefined : total === 0 ? 'No tunnel is open.' : 'No open tunnel is like that.');
}

function say(sentence, problem = false) {
  const empty = byId('tunnels-empty');
  setText(empty, sentence ?? '');
  setAttribute(empty, 'class', problem ? 'problem' : 'empty');
  empty.hidden = sentence === undefined;
}

/** Asks once; an answer to a question that is not the last one any more is let go. */
async function refresh() {
  const mine = Symbol('question');
  running = mine;
  try {
    const answer = await askJson(`api/v1/tunnels?${query()}`);
    if (running !== mine) return;
    if (answer.tunnels.length === 0 && state.first > 0) {
      state.first = Math.max(0, Math.floor((answer.matched - 1) / PAGE) * PAGE);
      refresh();
    } else {
      show(answer);
    }
  } catch (problem) {
    if (running === mine && problem.status !== undefined) say(problem.message, true);
  }
}

/** Says what came of closing, until something else is closed. */
function note(sentence, problem = false) {
  const notice = byId('tunnels-notice');
  setText(notice, sentence);
  setAttribute(notice, 'class', problem ? 'problem' : 'muted');
}

async function closeBy(path) {
  try {
    const { ended } = await askJson(path, { method: 'DELETE' });
    note(`Closed ${plural(ended, 'tunnel')}.`);
  } catch (problem) {
    note(problem.status === undefined ? 'The program did not answer.' : problem.message, true);
  }
  refresh();
}

async function closeOne(id) {
  const sure = await confirmed('Close this tunnel?', `Tunnel ${id.slice(0, 8)} is reset on both sides; what it carries breaks off.`, 'Close');
  if (sure) closeBy(`api/v1/tunnels/${id}`);
}

async function closeMatching() {
  const which = selector();
  const number = plural(state.matched, 'tunnel');
  const words = [...which].map(([name, value]) => `${name} ${value}`).join(', ');
  const sure = await confirmed(`Close ${number}?`, `All that are open now with ${words} are reset on both sides.`, `Close ${number}`);
  if (sure) closeBy(`api/v1/tunnels?${which}`);
}

function turn(pages) {
  state.first = Math.max(0, state.first + pages * PAGE);
  refresh();
}

/** Keeps the table up to date, as long as somebody can see it. */
export function serveTunnels() {
  buildHead();
  buildFilters();
  filters.addEventListener('submit', event => event.preventDefault());
  filters.addEventListener('input', () => {
    state.first = 0;
    refresh();
  });
  byId('previous').addEventListener('click', () => turn(-1));
  byId('next').addEventListener('click', () => turn(1));
  byId('close-matching').addEventListener('click', closeMatching);
  new IntersectionObserver(([entry]) => {
    state.visible = entry.isIntersecting;
    if (state.visible) refresh();
  }).observe(section);
  setInterval(() => {
    if (state.visible && !document.hidden) refresh();
  }, EVERY);
}
