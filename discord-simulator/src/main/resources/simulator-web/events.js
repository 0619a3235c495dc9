import {make} from './dom.js';
import {dateTime, full, relative} from './time.js';

// Discord's numbers
const SCHEDULED = 1;
const AGAIN_MILLIS = 30000;
const panel = document.getElementById('events');
let known = [];

// On a phone they would leave no room for the channels.
if (matchMedia('(max-width: 760px)').matches) panel.open = false;

/** An event outside Discord begins and ends by itself. */
function stateOf(event, now) {
  if (now >= new Date(event.scheduled_end_time)) return 'over';
  return event.status === SCHEDULED && now < new Date(event.scheduled_start_time) ? 'scheduled' : 'active';
}

function item(event, state) {
  const start = new Date(event.scheduled_start_time);
  const end = new Date(event.scheduled_end_time);
  return make('li', {class: state},
    make('p', {class: 'when'},
      state === 'active' ? make('strong', {}, 'Now') : make('time', {datetime: event.scheduled_start_time, title: full(start)}, dateTime(start)),
      ` · ${state === 'active' ? `until ${dateTime(end)}` : relative(start)}`),
    make('details', {},
      make('summary', {dir: 'auto'}, event.name),
      make('p', {class: 'place'}, `Where: ${event.entity_metadata.location}`),
      make('p', {class: 'place'}, `Ends: ${full(end)}`),
      event.description ? make('p', {class: 'words', dir: 'auto'}, event.description) : null));
}

function draw() {
  const now = new Date();
  const shown = known.map(event => [event, stateOf(event, now)]).filter(([, state]) => state !== 'over');
  panel.hidden = shown.length === 0;
  document.getElementById('event-count').textContent = String(shown.length);
  document.getElementById('event-list').replaceChildren(...shown.map(([event, state]) => item(event, state)));
}

/** The server's events as they are now. */
export function showEvents(events) {
  known = events;
  draw();
}

setInterval(() => {
  // An open one would close under the reader's eyes.
  if (!panel.querySelector('details[open] details[open]')) draw();
}, AGAIN_MILLIS);
