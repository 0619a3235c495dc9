import {make} from './dom.js';

/* What can be broken here, and a tour of it. Nothing is shown where the simulator offers nothing. */

const STEPS = 6;
const byId = id => document.getElementById(id);
const panel = byId('trouble');

const state = {
  troubles: [],
  console: '',
  logIn: '',
  mode: remembered('trouble-mode') ?? 'tour',
  step: Number(remembered('trouble-step') ?? 0),
  said: {},
};

let announce = () => {};

function remembered(key, value) {
  try {
    if (value !== undefined) sessionStorage.setItem(key, value);
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

async function press(action, form) {
  const response = await fetch('/sim/api/' + action, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify(form),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message);
  return answer;
}

function say(trouble, text) {
  state.said[trouble.id] = text;
  draw();
  announce(text);
}

async function set(trouble, broken) {
  try {
    await press('trouble', {id: trouble.id, broken});
    say(trouble, broken ? `Broken. ${trouble.happens}` : `Mended. ${trouble.heals}`);
  } catch (failure) {
    say(trouble, `That did not work: ${failure.message}`);
  }
}

async function send(trouble) {
  try {
    const {sent} = await press('send', {id: trouble.id});
    say(trouble, `Sent: one ${sent}. ${trouble.active ? 'See what becomes of it in the console.' : 'It is shown here.'}`);
  } catch (failure) {
    say(trouble, `That did not work: ${failure.message}`);
  }
}

/* Cards */

function row(name, text) {
  return make('div', {}, make('dt', {}, name), make('dd', {}, text));
}

function look(trouble) {
  const page = {'/': 'Overview', '/system': 'System', '/failed': 'Failed'}[trouble.look] ?? 'the console';
  return make('a', {class: 'button', href: state.console + trouble.look, target: '_blank', rel: 'noopener'}, `Look: ${page} ↗`);
}

function buttons(trouble) {
  return make('div', {class: 'buttons'},
    make('button', {
      type: 'button',
      class: trouble.active ? 'button good' : 'button bad',
      'data-do': 'set-' + trouble.id,
      onclick: () => set(trouble, !trouble.active),
    }, trouble.active ? 'Mend it' : 'Break it'),
    make('button', {type: 'button', class: 'button', 'data-do': 'send-' + trouble.id, onclick: () => send(trouble)}, 'Send an event'),
    look(trouble));
}

function facts(trouble) {
  return make('dl', {class: 'facts'},
    row('What is broken', trouble.happens),
    row('What the operator sees', trouble.seen),
    row('What they do', trouble.done),
    row('How it heals', trouble.heals));
}

function card(trouble, number) {
  const tour = state.mode === 'tour';
  return make('article', {class: trouble.active ? 'trouble-card broken-now' : 'trouble-card', 'aria-labelledby': 'trouble-' + trouble.id},
    make('h3', {id: 'trouble-' + trouble.id}, (tour ? `${number}. ` : '') + trouble.title,
      trouble.active ? make('span', {class: 'badge bad'}, 'BROKEN') : null),
    state.said[trouble.id] ? make('p', {class: 'said'}, state.said[trouble.id]) : null,
    tour ? facts(trouble) : make('p', {}, trouble.happens),
    buttons(trouble),
    tour ? null : make('details', {}, make('summary', {}, 'What is seen, done, and how it heals'), facts(trouble)));
}

function mode(name, text) {
  return make('button', {
    type: 'button',
    class: 'button',
    'data-do': 'mode-' + name,
    'aria-pressed': String(state.mode === name),
    onclick: () => {
      state.mode = remembered('trouble-mode', name) ?? name;
      draw();
    },
  }, text);
}

function go(by) {
  state.step += by;
  remembered('trouble-step', String(state.step));
  draw();
  byId('trouble-body').scrollTop = 0;
  announce(`Step ${state.step + 1} of ${tour().length}: ${tour()[state.step].title}`);
}

function tour() {
  return state.troubles.slice(0, STEPS);
}

function steps() {
  const last = tour().length - 1;
  return [
    make('button', {type: 'button', class: 'button', 'data-do': 'back', disabled: state.step <= 0, onclick: () => go(-1)}, 'Back'),
    make('span', {}, `Step ${state.step + 1} of ${last + 1}`),
    make('button', {type: 'button', class: 'button primary', 'data-do': 'next', disabled: state.step >= last, onclick: () => go(1)}, 'Next'),
  ];
}

function drawStrip() {
  const broken = state.troubles.filter(trouble => trouble.active);
  byId('broken').hidden = broken.length === 0;
  byId('broken-what').textContent = 'Broken now: ' + broken.map(trouble => trouble.title).join(', ');
}

function draw() {
  byId('open-trouble').hidden = state.troubles.length === 0;
  drawStrip();
  if (panel.hidden) return;
  state.step = Math.min(Math.max(state.step || 0, 0), tour().length - 1);
  const focused = document.activeElement?.closest?.('#trouble [data-do]')?.dataset.do;
  const opened = [...panel.querySelectorAll('details[open]')].map(one => one.parentElement.getAttribute('aria-labelledby'));
  const shown = state.mode === 'tour' ? [state.troubles[state.step]] : state.troubles;
  byId('trouble-body').replaceChildren(
    make('p', {class: 'note'}, 'Everything here happens on this machine. Whatever is broken, events are accepted and nothing is lost: see how, in the ',
      make('a', {href: state.console, target: '_blank', rel: 'noopener'}, 'console'), `. Log in ${state.logIn}.`),
    make('div', {class: 'modes', role: 'group', 'aria-label': 'What is shown'}, mode('tour', 'Tour'), mode('all', 'All buttons')),
    ...shown.map((trouble, index) => card(trouble, state.step + index + 1)));
  byId('steps').hidden = state.mode !== 'tour';
  byId('steps').replaceChildren(...steps());
  for (const label of opened) panel.querySelector(`[aria-labelledby="${label}"] details`)?.setAttribute('open', '');
  if (focused) {
    const again = panel.querySelector(`[data-do="${focused}"]:not(:disabled)`);
    (again ?? panel.querySelector('.steps button:not(:disabled)'))?.focus();
  }
}

export function showTroubles({troubles, console, logIn}) {
  Object.assign(state, {troubles, console, logIn});
  if (troubles.length === 0) show(false);
  else if (location.hash === '#/tour' && panel.hidden) show(true);
  draw();
}

/** @return whether it was open */
export function closeTrouble() {
  const open = !panel.hidden;
  if (open) show(false);
  return open;
}

function show(open) {
  if (panel.hidden !== open) return;
  panel.hidden = !open;
  byId('open-trouble').setAttribute('aria-expanded', String(open));
  draw();
  (open ? byId('close-trouble') : byId('open-trouble')).focus();
}

export function startTrouble(announcer) {
  announce = announcer;
  byId('open-trouble').addEventListener('click', () => show(panel.hidden));
  byId('close-trouble').addEventListener('click', () => show(false));
  byId('mend-all').addEventListener('click', () => {
    state.troubles.filter(trouble => trouble.active).forEach(trouble => set(trouble, false));
  });
}
