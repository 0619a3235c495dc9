import {answered, composeIn, setPeople, startComposer} from './composer.js';
import {icon, make} from './dom.js';
import {showEvents} from './events.js';
import {messageItem, together} from './message.js';
import {day, sameDay} from './time.js';
import {closeTrouble, showTroubles, startTrouble} from './trouble.js';

const MOST_SHOWN = 300;
const MOST_THREADS = 8;
const ALL = 'all';
// Discord's numbers
const TEXT = 0;
const CATEGORY = 4;
const ANNOUNCEMENT = 5;
const ANNOUNCEMENT_THREAD = 10;
const THREAD = 11;
const FORUM = 15;
const BATCH_MILLIS = 60;
const EPHEMERAL = 64;
const byId = id => document.getElementById(id);
const narrow = matchMedia('(max-width: 760px)');

const state = {
  channels: new Map(),
  unread: new Map(),
  view: ALL,
  shown: [],
  pins: new Map(),
  missed: 0,
  loading: false,
  late: [],
};

const names = {
  channel: id => state.channels.get(id)?.name,
  /* As people write it: a post by its title, anything else with the sign of a channel. */
  place: id => (state.channels.get(id)?.type === THREAD ? '' : '#') + (names.channel(id) ?? 'deleted'),
  user: id => [...state.shown].find(message => message.author.id === id)?.author.username,
};

/* Channels */

function sortedChannels() {
  return [...state.channels.values()].sort((a, b) => a.position - b.position);
}

function drawChannels() {
  const categories = sortedChannels().filter(channel => channel.type === CATEGORY);
  const text = sortedChannels().filter(channel => [TEXT, ANNOUNCEMENT, FORUM].includes(channel.type));
  const groups = [
    ['Text channels', text.filter(channel => !categories.some(category => category.id === channel.parentId))],
    ...categories.map(category => [category.name, text.filter(channel => channel.parentId === category.id)]),
  ];
  const focused = document.activeElement?.closest?.('#channels a')?.getAttribute('href');
  byId('channels').replaceChildren(
    channelLink(ALL, 'All channels', 'stream'),
    ...groups.filter(([, members]) => members.length).map(([name, members], index) =>
      make('section', {'aria-labelledby': 'group-' + index},
        make('h2', {id: 'group-' + index}, name),
        ...members.flatMap(channel => [channelLink(channel.id, channel.name, iconOf(channel)), ...threadsOf(channel).map(threadLink)]))));
  if (focused) byId('channels').querySelector(`a[href="${focused}"]`)?.focus();
}

function threadsOf(channel) {
  return [...state.channels.values()]
    .filter(thread => [THREAD, ANNOUNCEMENT_THREAD].includes(thread.type) && thread.parentId === channel.id && !thread.threadState.archived)
    .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1))
    .slice(0, MOST_THREADS);
}

function threadLink(thread) {
  const link = channelLink(thread.id, thread.name, 'thread');
  link.classList.add('thread');
  return link;
}

function iconOf(channel) {
  return {[FORUM]: 'forum', [THREAD]: 'thread', [ANNOUNCEMENT_THREAD]: 'thread', [ANNOUNCEMENT]: 'announcement'}[channel?.type] ?? 'hash';
}

function channelLink(id, name, iconName) {
  const unread = state.unread.get(id) ?? 0;
  return make('a', {
    href: id === ALL ? '#/' : '#/c/' + id,
    class: ['channel', unread && 'unread'].filter(Boolean).join(' '),
    'data-channel': id,
    'aria-current': id === state.view ? 'page' : null,
  },
  icon(iconName),
  make('span', {class: 'channel-name', dir: 'auto', title: name}, name),
  unread ? make('span', {class: 'count', 'aria-label': unread + ' unread'}, unread > 99 ? '99+' : String(unread)) : null);
}

function countUnread(message) {
  if (message.channel_id === state.view && !document.hidden) return;
  state.unread.set(message.channel_id, (state.unread.get(message.channel_id) ?? 0) + 1);
}

function drawTitle() {
  const unread = [...state.unread.values()].reduce((sum, count) => sum + count, 0);
  const name = state.view === ALL ? 'All channels' : '#' + (names.channel(state.view) ?? 'unknown');
  document.title = (unread ? `(${unread > 99 ? '99+' : unread}) ` : '') + name + ' · Discord simulator';
}

byId('channels').addEventListener('keydown', event => {
  const links = [...byId('channels').querySelectorAll('a')];
  const at = links.indexOf(document.activeElement);
  const to = {ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1}[event.key];
  if (to === undefined || at < 0) return;
  event.preventDefault();
  links[Math.min(Math.max(to, 0), links.length - 1)].focus();
});

document.addEventListener('keydown', event => {
  if (event.key === 'Escape') {
    if (!byId('pins').hidden) showPins(false);
    else if (closeTrouble()) return;
    else if (document.body.classList.contains('drawer')) showDrawer(false);
  }
  if (!event.altKey || !['ArrowDown', 'ArrowUp'].includes(event.key)) return;
  event.preventDefault();
  const links = [...byId('channels').querySelectorAll('a')];
  const at = links.findIndex(entry => entry.dataset.channel === state.view);
  location.hash = links.at((at + (event.key === 'ArrowDown' ? 1 : -1)) % links.length).getAttribute('href');
});

byId('mark-read').addEventListener('click', () => {
  state.unread.clear();
  drawChannels();
  drawTitle();
  announce('All channels are marked as read');
});

/* Messages */

const scroller = byId('scroller');
const list = byId('messages');

function atBottom() {
  return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;
}

const dismissed = new Set();
list.addEventListener('dismiss', event => {
  dismissed.add(event.detail);
  remove(event.detail);
});

let following = true;

function toBottom() {
  following = true;
  scroller.scrollTop = scroller.scrollHeight;
  state.missed = 0;
  byId('newer').hidden = true;
}

function itemsFor(message, earlier) {
  const date = new Date(message.timestamp);
  const newDay = !earlier || !sameDay(new Date(earlier.timestamp), date);
  const item = messageItem(message, {
    names,
    continued: !newDay && together(earlier, message),
    showChannel: message.channel_id !== state.view,
  });
  return newDay
    ? [make('li', {class: 'divider', 'data-day-of': message.id}, make('span', {}, day(date))), item]
    : [item];
}

function drawMessages() {
  list.replaceChildren(...state.shown.flatMap((message, index) => itemsFor(message, state.shown[index - 1])));
  drawEmpty();
}

function append(messages) {
  const follow = following;
  for (const message of messages) {
    if (state.shown.some(known => known.id === message.id)) continue;
    const items = itemsFor(message, state.shown.at(-1));
    items.at(-1).classList.add('fresh');
    list.append(...items);
    state.shown.push(message);
    if (!follow) state.missed++;
  }
  if (state.shown.length > MOST_SHOWN) {
    state.shown.splice(0, state.shown.length - MOST_SHOWN);
    if (follow) drawMessages();
  }
  drawEmpty();
  if (follow) toBottom();
  else if (state.missed) {
    byId('newer-text').textContent = state.missed === 1 ? '1 new message' : `${state.missed} new messages`;
    byId('newer').hidden = false;
  }
}

function redraw(message) {
  const index = state.shown.findIndex(known => known.id === message.id);
  if (index < 0) return;
  state.shown[index] = message;
  const old = list.querySelector(`[data-id="${message.id}"]`);
  const fresh = itemsFor(message, state.shown[index - 1]).at(-1);
  old?.replaceWith(fresh);
  if (following) toBottom();
}

function remove(id) {
  state.shown = state.shown.filter(message => message.id !== id);
  drawMessages();
}

scroller.addEventListener('scroll', () => {
  following = atBottom();
  if (!following) return;
  state.missed = 0;
  byId('newer').hidden = true;
}, {passive: true});
// Pictures come late and make the list longer; who was at its end stays there.
new ResizeObserver(() => {
  if (following) toBottom();
}).observe(list);
new ResizeObserver(() => {
  if (following) toBottom();
}).observe(scroller);
byId('newer').addEventListener('click', () => {
  toBottom();
  list.focus();
});

function drawEmpty() {
  const empty = byId('empty');
  empty.hidden = state.loading || state.shown.length > 0;
  list.hidden = state.shown.length === 0;
  if (empty.hidden) return;
  const channel = state.channels.get(state.view);
  if (state.view !== ALL && !channel) {
    empty.replaceChildren(
      make('h2', {}, 'This channel does not exist'),
      make('p', {}, 'It may have been deleted. Choose another one from the list, or look at ', make('a', {href: '#/'}, 'all channels'), '.'));
    return;
  }
  const path = `/api/v10/channels/${channel ? channel.id : sortedChannels().find(any => any.type === TEXT)?.id}/messages`;
  empty.replaceChildren(
    make('span', {class: 'empty-mark', 'aria-hidden': 'true'}, icon(channel ? iconOf(channel) : 'stream')),
    make('h2', {}, channel ? `#${channel.name} is empty` : 'No messages yet'),
    make('p', {}, channel
      ? 'Whatever is posted to this channel shows here at once. Start the services, or post something yourself:'
      : 'Every message of every channel shows here at once. Start the services, or post something yourself:'),
    make('pre', {tabindex: '0'}, make('code', {},
      `curl ${location.origin}${path} \\\n  -H "Authorization: Bot $DISCORD_BOT_TOKEN" \\\n  -H "Content-Type: application/json" \\\n  -d '{"content":"Hello"}'`)));
}

/* Pins */

function showPins(open) {
  byId('pins').hidden = !open;
  byId('open-pins').setAttribute('aria-expanded', String(open));
  (open ? byId('close-pins') : byId('open-pins')).focus();
}

function drawPins() {
  const pins = [...state.pins.values()].sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1));
  byId('pin-list').replaceChildren(...pins.map(message => messageItem(message, {names, showChannel: message.channel_id !== state.view})));
  byId('no-pins').hidden = pins.length > 0;
  byId('pin-count').hidden = pins.length === 0;
  byId('pin-count').textContent = String(pins.length);
  byId('open-pins').setAttribute('aria-label', `Pinned messages, ${pins.length}`);
}

function trackPin(message) {
  if (message.pinned) state.pins.set(message.id, message);
  else state.pins.delete(message.id);
}

byId('open-pins').addEventListener('click', () => showPins(byId('pins').hidden));
byId('close-pins').addEventListener('click', () => showPins(false));

/* Limits */

const number = new Intl.NumberFormat();

function drawCounters(counters) {
  const limited = counters.rateLimited;
  const rows = [
    ['Requests', counters.requests],
    ['429 user', limited.user ?? 0, true],
    ['429 shared', limited.shared ?? 0, true],
    ['429 global', limited.global ?? 0, true],
    ...(limited.none ? [['429 blocked', limited.none, true]] : []),
    ['Messages', counters.messagesCreated],
    ['Edits', counters.edits],
    ['Logins', counters.identifies],
    ['Invalid', counters.invalidRequests, true],
  ];
  byId('limit-list').replaceChildren(...rows.map(([name, count, bad]) =>
    make('div', {class: bad && count > 0 ? 'bad' : null}, make('dt', {}, name), make('dd', {}, number.format(count)))));
}

/* Where we are */

async function read(path) {
  const response = await fetch(path, {headers: {Accept: 'application/json'}});
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

let visit = 0;

async function open(view) {
  const mine = ++visit;
  state.view = view;
  state.unread.delete(view);
  state.shown = [];
  state.pins = new Map();
  state.missed = 0;
  state.loading = true;
  state.late = [];
  byId('newer').hidden = true;
  const channel = state.channels.get(view);
  byId('title').textContent = view === ALL ? 'All channels' : channel?.name ?? 'Unknown channel';
  byId('title').title = byId('title').textContent;
  byId('title-icon').setAttribute('href', '#i-' + (view === ALL ? 'stream' : iconOf(channel)));
  composeIn(channel && channel.type !== FORUM ? view : null, channel?.name ?? '');
  byId('topic').textContent = view === ALL ? 'Every message as it arrives' : channel?.topic ?? '';
  list.setAttribute('aria-label', view === ALL ? 'Messages of all channels' : `Messages of ${channel?.name ?? 'this channel'}`);
  drawChannels();
  drawTitle();
  drawMessages();
  drawPins();
  try {
    const page = await read(view === ALL ? '/sim/api/messages' : '/sim/api/messages?channel=' + encodeURIComponent(view));
    if (mine !== visit) return;
    state.shown = page.messages;
    state.pins = new Map(page.pins.map(message => [message.id, message]));
  } catch (failure) {
    // The stream notices the same and says so; it opens the view again when it is back.
    console.warn(failure);
    return;
  }
  state.loading = false;
  drawMessages();
  drawPins();
  toBottom();
  // What came while the page was being read may or may not be in it.
  state.late.forEach(redraw);
  append(state.late);
}

function viewOfAddress() {
  return /^#\/c\/(\d{1,20})$/.exec(location.hash)?.[1] ?? ALL;
}

addEventListener('hashchange', () => {
  if (location.hash && !location.hash.startsWith('#/')) return;
  showDrawer(false);
  byId('pins').hidden = true;
  byId('open-pins').setAttribute('aria-expanded', 'false');
  open(viewOfAddress());
});

/* Drawer and theme */

function showDrawer(shown) {
  document.body.classList.toggle('drawer', shown);
  byId('backdrop').hidden = !shown;
  byId('open-channels').setAttribute('aria-expanded', String(shown));
  byId('sidebar').inert = narrow.matches && !shown;
  if (shown) byId('channels').querySelector('[aria-current]')?.focus();
}

byId('open-channels').addEventListener('click', () => showDrawer(true));
byId('backdrop').addEventListener('click', () => showDrawer(false));
narrow.addEventListener('change', () => showDrawer(false));

function remembered(key, value) {
  try {
    if (value !== undefined) localStorage.setItem(key, value);
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function isLight() {
  return (document.documentElement.dataset.theme ?? (matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark')) === 'light';
}

const theme = new URLSearchParams(location.search).get('theme') ?? remembered('theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
byId('theme').addEventListener('click', () => {
  const next = isLight() ? 'dark' : 'light';
  document.documentElement.dataset.theme = next;
  remembered('theme', next);
});

/* Announcements: one sentence at a time, or screen readers drown in a busy channel */

let unspoken = [];

function announce(text) {
  byId('announcer').textContent = text;
}

function announceSoon(message) {
  unspoken.push(message);
  if (unspoken.length > 1) return;
  setTimeout(() => {
    const [first] = unspoken;
    announce(unspoken.length === 1
      ? `${first.author.username} in ${names.channel(first.channel_id)}: ${(first.content || first.embeds[0]?.title || 'a card').slice(0, 120)}`
      : `${unspoken.length} new messages`);
    unspoken = [];
  }, 1500);
}

/* Live */

let arrived = [];

function inView(message) {
  return state.view === ALL || message.channel_id === state.view
    || state.channels.get(message.channel_id)?.parentId === state.view;
}

function flush() {
  const batch = arrived;
  arrived = [];
  for (const message of batch) {
    countUnread(message);
    announceSoon(message);
  }
  if (state.loading) state.late.push(...batch.filter(inView));
  else append(batch.filter(inView));
  drawChannels();
  drawTitle();
}

/** What only one person sees comes no other way; what everybody sees is told who asked for it. */
function showReply(interaction) {
  const reply = interaction.reply;
  if (!reply) return;
  arrived = arrived.map(waiting => (waiting.id === reply.id ? reply : waiting));
  if (!inView(reply)) return;
  if (state.shown.some(message => message.id === reply.id)) redraw(reply);
  else if (reply.flags & EPHEMERAL && !dismissed.has(reply.id)) append([reply]);
}

function connected(on) {
  byId('status').dataset.state = on ? 'live' : 'lost';
  byId('status-text').textContent = on ? 'Live' : 'Reconnecting…';
  byId('lost').hidden = on;
}

/** What the list of members shows of the bot. */
function showPresence({status, text}) {
  byId('presence').textContent = text ? `${status === 'dnd' ? '⛔ ' : ''}${text}` : 'Discord simulator';
}

async function refresh() {
  const guild = await read('/sim/api/channels');
  byId('guild-name').textContent = guild.guild;
  showPresence(guild.presence);
  showEvents(await read('/sim/api/events'));
  setPeople(guild.people);
  state.channels = new Map(guild.channels.map(channel => [channel.id, channel]));
  await open(viewOfAddress());
  showTroubles(await read('/sim/api/troubles'));
}

function listen() {
  const stream = new EventSource('/events');
  const on = (type, handle) => stream.addEventListener(type, event => handle(JSON.parse(event.data)));
  // From here on nothing is missed; what happened before is read anew.
  on('ready', counters => {
    connected(true);
    drawCounters(counters);
    refresh().catch(console.warn);
  });
  stream.addEventListener('error', () => {
    connected(false);
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  });
  on('message', message => {
    if (arrived.push(message) === 1) setTimeout(flush, BATCH_MILLIS);
  });
  on('message-update', message => {
    arrived = arrived.map(waiting => (waiting.id === message.id ? message : waiting));
    if (!inView(message)) return;
    if (state.loading) state.late.push(message);
    redraw(message);
    trackPin(message);
    drawPins();
  });
  on('message-delete', ({id}) => {
    arrived = arrived.filter(waiting => waiting.id !== id);
    if (state.pins.delete(id)) drawPins();
    if (state.shown.some(message => message.id === id)) remove(id);
  });
  on('channel', channel => {
    state.channels.set(channel.id, channel);
    drawChannels();
  });
  on('channel-delete', channel => {
    state.channels.delete(channel.id);
    state.unread.delete(channel.id);
    drawChannels();
    if (state.view === channel.id) open(channel.id);
  });
  on('presence', showPresence);
  on('server-events', showEvents);
  on('counters', drawCounters);
  on('troubles', showTroubles);
  on('interaction', interaction => {
    answered(interaction);
    showReply(interaction);
  });
}

showDrawer(false);
startComposer(announce);
startTrouble(announce);
listen();
