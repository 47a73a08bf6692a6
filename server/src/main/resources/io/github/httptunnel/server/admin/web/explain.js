/** Asks what would be decided on a request, and shows each step that leads there. */

import { askJson } from './access.js';
import { byId, element } from './dom.js';
import { words } from './format.js';
import { meaning } from './reasons.js';

const form = byId('explain-form');
const place = byId('explanation');

const HEADLINES = { allowed: 'Allowed', refused: 'Refused', turned_away: 'Turned away' };

function headline({ decision, reason, rule, reported }) {
  const details = [
    reason && meaning(reason),
    rule && `by ${rule}`,
    decision === 'turned_away' && 'the listener does not serve this client',
    reported && 'and reported',
  ].filter(Boolean);
  return element('p', { class: 'decision', 'data-decision': decision },
    [HEADLINES[decision] ?? words(decision), ...details].join(', '));
}

/** Why a step came out as it did: of a rule that was passed, what did not fit. */
function why({ effect, action, reason, line, list, list_line: listLine }) {
  const found = list ? `listed in ${list}, line ${listLine}` : reason && (action && effect === 'passes' ? `other ${reason}` : reason);
  return [found, line && `line ${line} of the configuration`].filter(Boolean).join('; ');
}

/** The effect, and what the rule does where that does not follow from it. */
function effectOf({ effect, action }) {
  const same = action === undefined || effect === `${action}s` || (action === 'deny' && effect === 'denies');
  return same ? effect : `${effect} (${action})`;
}

function step(taken) {
  const { subject, effect } = taken;
  return element('li', { 'data-effect': effect },
    element('code', {}, subject),
    element('span', {}, effectOf(taken)),
    element('span', { class: 'muted' }, why(taken)));
}

const steps = list => element('ol', { class: 'steps' }, ...list.map(step));

function show(explanation) {
  const byAddress = (explanation.by_address ?? []).flatMap(({ address, steps: list }) =>
    [element('h3', {}, `By address ${address}`), steps(list)]);
  const byName = explanation.by_name ?? [];
  place.replaceChildren(
    headline(explanation),
    ...(byName.length > 0 ? [element('h3', {}, 'By name'), steps(byName)] : []),
    ...byAddress);
}

async function explain() {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value.trim() !== '') query.set(name, value.trim());
  try {
    show(await askJson(`api/v1/explain?${query}`));
  } catch (problem) {
    place.replaceChildren(element('p', { class: 'problem' }, problem.message));
  }
}

/** Makes the form work. */
export function serveExplanations() {
  form.addEventListener('submit', event => {
    event.preventDefault();
    explain();
  });
}
