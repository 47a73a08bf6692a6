/** The dashboard: snapshots come from the server, one a second, and each part of the page shows its share of them. */

import { askJson, guardToken } from './access.js';
import { byId, element, reconcile, setAttribute, setText } from './dom.js';
import { serveExplanations } from './explain.js';
import { History } from './history.js';
import { Lately } from './lately.js';
import { showPanels, showVerdict } from './panels.js';
import { redrawAll } from './plot.js';
import { plots, QUANTILES } from './plots.js';
import { read, readHistory } from './reading.js';
import { listen } from './stream.js';
import { showTiles } from './tiles.js';
import { serveTunnels } from './tunnels.js';
import { concerns, headline } from './verdict.js';

const history = new History();
const refused = new Lately();
const ended = new Lately();
const asked = new Lately();
const dropped = new Lately();
const link = { live: false };

const drawn = plots();
const drawPlots = () => drawn.forEach(({ columns, draw }) => draw(history.columns(...columns)));

function quantiles(name, latency) {
  return Object.fromEntries(QUANTILES.map(each => [`${name}_${each}`, latency[each]]));
}

/** What is plotted of a moment. */
function sample({ time, down, up, tunnels, latency }, pace) {
  return {
    time,
    down: down.rate,
    up: up.rate,
    tunnels,
    ...pace,
    ...quantiles('connect', latency.connect),
    ...quantiles('handshake', latency.handshake),
  };
}

/** Fills the plots with what was before the page was opened, or while nothing came. */
async function recall() {
  try {
    const past = readHistory(await askJson('api/v1/history'), Date.now() / 1000);
    history.fill(past.map(view => sample(view, view.pace)));
    if (!document.hidden) drawPlots();
  } catch {
    // If that is more than a moment's trouble, the events tell of it.
  }
}

/** The listeners to choose from, beside none of them. */
function offerListeners(names, select, none) {
  reconcile(select, ['', ...names], name => name, name => element('option', { value: name }, name || none), () => {});
}

function show(status) {
  const view = read(status, Date.now() / 1000);
  refused.add(view.time, view.refusals);
  ended.add(view.time, view.ends);
  asked.add(view.time, view.asked);
  dropped.add(view.time, { lines: view.dropped });
  const pace = { requests: asked.rate('requests'), refused: asked.rate('refused') };
  history.add(sample(view, pace));
  const lately = { refused: refused.grown(), ended: ended.grown(), dropped: dropped.grown().lines };
  const found = concerns(view, lately);
  showVerdict(view, headline(view, found), found);
  showTiles(view, pace);
  showPanels(view, lately);
  const names = view.listeners.map(each => each.name);
  offerListeners(names, byId('filters').elements.listener, 'any');
  offerListeners(names, byId('explain-form').elements.listener, 'the first');
  if (!document.hidden) drawPlots();
}

/** Says whether what is seen is live; if not, since when, and when it is tried again. */
function showLink() {
  setAttribute(byId('live'), 'data-state', link.live ? 'live' : link.lost ? 'lost' : 'waiting');
  document.body.classList.toggle('stale', !link.live && link.lost);
  setText(byId('live-text'), link.live ? 'live' : link.lost ? (link.why ?? 'No answer') : 'connecting');
  const wait = Math.ceil((link.retryAt - Date.now()) / 1000);
  setText(byId('live-next'), link.live || !link.lost ? '' : wait > 0 ? `again in ${wait} s` : 'trying again');
}

function tell(news) {
  if (news.live && !link.live) recall();
  Object.assign(link, { retryAt: undefined, why: undefined }, news);
  link.lost = !news.live;
  showLink();
}

guardToken();
serveExplanations();
serveTunnels();
drawPlots();
addEventListener('themechange', redrawAll);
document.addEventListener('visibilitychange', () => document.hidden || drawPlots());
setInterval(showLink, 1000);
listen('api/v1/events', (name, status) => name === 'status' && show(status), tell);
