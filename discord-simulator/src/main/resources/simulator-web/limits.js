import {make} from './dom.js';

/* Each limit in use as a bar, fullest first; asked for only while somebody looks. */

const EVERY_MILLIS = 700;
const panel = document.getElementById('limits');

function seconds(millis) {
  return millis < 10_000 ? `${(millis / 1000).toFixed(1)} s` : `${Math.round(millis / 1000)} s`;
}

function row({name, where, used, limit, refused, resetMillis}) {
  const told = `${used} of ${limit}, empty in ${seconds(resetMillis)}` + (refused ? `, refused ${refused}` : '');
  return make('li', {class: refused ? 'refused' : used >= limit ? 'full' : null, title: `${name} ${where}: ${told}`},
    make('div', {class: 'line'},
      make('span', {class: 'what'}, `${where} ${name}`),
      make('span', {class: 'use'}, `${used}/${limit} · ${seconds(resetMillis)}`)),
    make('progress', {max: String(limit), value: String(used), 'aria-label': `${name} ${where}`}));
}

function draw({limits, unanswered, faults}) {
  const waiting = [
    ...(unanswered ? [`${unanswered} unanswered`] : []),
    ...(faults ? [`${faults} failures planned`] : []),
  ];
  document.getElementById('limit-waiting').textContent = waiting.length ? waiting.join(' · ') : 'Nothing waits';
  document.getElementById('limit-windows').replaceChildren(...limits.map(row));
}

async function look() {
  if (panel.open && !document.hidden) {
    try {
      const response = await fetch('/sim/api/limits');
      if (response.ok) draw(await response.json());
    } catch {
      // The page says by itself that the simulator does not answer.
    }
  }
  setTimeout(look, EVERY_MILLIS);
}

look();
