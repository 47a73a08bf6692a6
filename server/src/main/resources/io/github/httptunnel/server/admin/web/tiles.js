/** The figures of this moment, large. */

import { byId, setAttribute, setParts, setText } from './dom.js';
import { bytes, bytesParts, count, perSecond, percent, seconds, secondsParts } from './format.js';

function tile(name) {
  const figure = byId(`tile-${name}`);
  const sub = byId(`tile-${name}-sub`);
  return (parts, text, alert = false) => {
    setParts(figure, parts);
    setText(sub, text);
    setAttribute(sub, 'class', alert ? 'sub alert' : 'sub');
  };
}

const tunnels = tile('tunnels');
const down = tile('down');
const up = tile('up');
const requests = tile('requests');
const handshake = tile('handshake');
const connect = tile('connect');

const rateParts = value => {
  const [number, unit] = bytesParts(value);
  return [number, unit && unit + '/s'];
};

const worst = latency => (latency.p99 === undefined ? 'none lately' : `99 % within ${seconds(latency.p99)}`);

/** @param pace requests and refused ones a second */
export function showTiles(view, pace) {
  tunnels([count(view.tunnels), ''], view.tunnelLimit ? `of ${count(view.tunnelLimit)}` : '');
  down(rateParts(view.down.rate), `${bytes(view.down.total)} in all`);
  up(rateParts(view.up.rate), `${bytes(view.up.total)} in all`);
  const share = pace.requests > 0 ? pace.refused / pace.requests : 0;
  requests([perSecond(pace.requests), pace.requests === undefined ? '' : '/s'], share > 0 ? `${percent(share)} refused` : 'none refused', share >= 0.1);
  handshake(secondsParts(view.latency.handshake.p50), worst(view.latency.handshake));
  connect(secondsParts(view.latency.connect.p50), worst(view.latency.connect));
}
