/** Which figures are plotted where. */

import { byId } from './dom.js';
import { perSecond, rate, seconds } from './format.js';
import { plot } from './plot.js';

export const QUANTILES = ['p50', 'p90', 'p99'];

const latencies = name => QUANTILES.map(each => `${name}_${each}`);

function panel(name, columns, options) {
  return { columns, draw: plot({ body: byId(`${name}-plot`), legend: byId(`${name}-legend`), ...options }) };
}

const latency = name => panel(name, latencies(name), {
  series: [
    { label: '50\u202f%', colour: '--accent', fill: '--accent-fill' },
    { label: '90\u202f%', colour: '--high' },
    { label: '99\u202f%', colour: '--highest' },
  ],
  format: seconds,
  least: 0.005,
  height: 206,
});

/** Makes the plots, without data yet. */
export const plots = () => [
  panel('traffic', ['down', 'up'], {
    series: [
      { label: 'to clients', colour: '--accent', fill: '--accent-fill' },
      { label: 'to targets', colour: '--second', fill: '--second-fill', sign: -1 },
    ],
    format: rate,
    least: 1000,
    height: 200,
  }),
  panel('tunnels', ['tunnels'], {
    series: [{ label: 'open', colour: '--accent', fill: '--accent-fill' }],
    format: perSecond,
    least: 4,
    height: 110,
  }),
  panel('requests', ['requests', 'refused'], {
    series: [
      { label: 'a second', colour: '--accent', fill: '--accent-fill' },
      { label: 'refused', colour: '--bad' },
    ],
    format: perSecond,
    least: 4,
    height: 110,
  }),
  latency('connect'),
  latency('handshake'),
];
