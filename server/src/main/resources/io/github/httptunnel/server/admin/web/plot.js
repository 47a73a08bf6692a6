/** A plot: lines over the last fifteen minutes, with their newest values above them, or those under the pointer. */

import { element, setText } from './dom.js';
import { moment } from './format.js';
import { SECONDS } from './history.js';

const uPlot = window.uPlot;
const TOGETHER = 'http-tunnel';
const plots = new Set();

const probe = document.body.appendChild(element('span', { hidden: true }));
const colours = new Map();

/** A colour of the theme as a canvas takes it: what a variable holds may be two, for light and dark. */
function colour(name) {
  if (!colours.has(name)) {
    probe.style.color = `var(${name})`;
    colours.set(name, getComputedStyle(probe).color);
  }
  return colours.get(name);
}

function axis(options) {
  return {
    stroke: () => colour('--faint'),
    font: `11px ${getComputedStyle(document.body).fontFamily}`,
    grid: { stroke: () => colour('--grid'), width: 1 },
    ticks: { show: false },
    ...options,
  };
}

/** Minutes back from now rather than the time of day: nobody has to subtract. */
function timeAxis() {
  return axis({
    size: 26,
    gap: 8,
    grid: { show: false },
    splits: (_, __, min, max) => [15, 12, 9, 6, 3, 0].map(back => max - back * 60).filter(at => at >= min),
    values: (plot, at) => at.map(each => {
      const back = Math.round((plot.scales.x.max - each) / 60);
      return back === 0 ? 'now' : `−${back} min`;
    }),
  });
}

function line(series) {
  return {
    label: series.label,
    stroke: () => colour(series.colour),
    width: series.width ?? 1.5,
    fill: series.fill === undefined ? undefined : () => colour(series.fill),
    points: { show: false },
    spanGaps: false,
  };
}

/** From zero, or as far below it as above where values are mirrored; never so near that noise looks like a mountain. */
function range(least) {
  return (_, min, max) => {
    const top = Math.max(least, (max ?? 0) * 1.1);
    return [min < 0 ? -Math.max(least, -min * 1.1) : 0, top];
  };
}

/**
 * A plot in an element, with a legend in another.
 *
 * @param series each with label, colour and perhaps fill, and sign -1 for what is drawn below zero
 * @param format writes a value
 * @param least the smallest upper end of the scale
 */
export function plot({ body, legend, series, format, least, height }) {
  const values = series.map(each => {
    const value = element('b');
    const swatch = element('i', { class: 'swatch', 'data-colour': each.colour.slice(2) });
    legend.append(element('span', {}, swatch, each.label + '\u2002', value));
    return value;
  });
  const when = legend.appendChild(element('time', { class: 'when' }));
  let columns = [[], ...series.map(() => [])];

  function showValues(index) {
    const at = index ?? columns[0].length - 1;
    series.forEach((_, i) => setText(values[i], format(columns[i + 1][at] ?? undefined)));
    setText(when, index === null || index === undefined ? '' : moment(new Date(columns[0][at] * 1000)));
  }

  const drawn = new uPlot({
    width: Math.max(body.clientWidth, 100),
    height,
    padding: [8, 14, 0, 0],
    legend: { show: false },
    cursor: {
      sync: { key: TOGETHER },
      points: { size: 6 },
      drag: { x: false, y: false },
      y: false,
    },
    scales: {
      x: { time: false, range: (_, __, max) => [max - SECONDS, max] },
      y: { range: range(least) },
    },
    axes: [
      timeAxis(),
      axis({ size: 62, gap: 6, space: 34, values: (_, at) => at.map(each => format(Math.abs(each))) }),
    ],
    series: [{}, ...series.map(line)],
    hooks: { setCursor: [self => showValues(self.cursor.left >= 0 ? self.cursor.idx : null)] },
  }, [[], ...series.map(() => [])], body);
  new ResizeObserver(() => drawn.setSize({ width: Math.max(body.clientWidth, 100), height })).observe(body);
  plots.add(drawn);

  return next => {
    columns = next;
    const mirrored = next.slice(1).map((column, i) =>
      series[i].sign === -1 ? column.map(value => (value === null ? null : -value)) : column);
    drawn.setData([next[0], ...mirrored]);
    if (!(drawn.cursor.left >= 0)) showValues(null);
  };
}

/** Draws all again, in the colours that hold now. */
export function redrawAll() {
  colours.clear();
  plots.forEach(each => each.redraw(false, true));
}
