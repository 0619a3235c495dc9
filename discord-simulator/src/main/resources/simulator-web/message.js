import {icon, link, make, webAddress} from './dom.js';
import {markdown} from './markdown.js';
import {clock, friendly, full} from './time.js';

const TOGETHER_MILLIS = 7 * 60 * 1000;
const CROSSPOSTED = 1;
const EPHEMERAL = 64;
const LOADING = 128;
const SILENT = 1 << 12;
const BUTTON = 2;
const STRING_SELECT = 3;
const LINK_BUTTON = 5;
const BUTTON_STYLES = {1: 'primary', 3: 'good', 4: 'bad'};
const HUES = [231, 262, 199, 168, 145, 24, 340, 292];

/** Whether two messages are shown under one name, as Discord does within seven minutes. */
export function together(earlier, later) {
  return earlier
    && earlier.channel_id === later.channel_id
    && earlier.author.id === later.author.id
    && earlier.author.username === later.author.username
    && !later.used
    && !((earlier.flags | later.flags) & EPHEMERAL)
    && new Date(later.timestamp) - new Date(earlier.timestamp) < TOGETHER_MILLIS;
}

export function messageItem(message, {names, continued = false, showChannel = false}) {
  const date = new Date(message.timestamp);
  const classes = ['message', continued && 'continued', message.flags & EPHEMERAL && 'ephemeral', message.pinged && 'pinged'].filter(Boolean).join(' ');
  const item = make('li', {class: classes, 'data-id': message.id});
  item.append(continued
    ? make('time', {class: 'gutter', datetime: message.timestamp, title: full(date)}, clock(date))
    : avatar(message));
  const body = make('div', {class: 'body'});
  if (message.used) body.append(usedLine(message.used));
  if (message.message_reference) body.append(replyLine(message.referenced_message));
  if (!continued) body.append(head(message, date, names, showChannel));
  else if (marks(message).some(Boolean)) body.append(make('div', {class: 'head'}, ...marks(message)));
  if (message.flags & LOADING) body.append(thinking(message));
  else body.append(content(message, names));
  message.embeds.forEach((embed, index) => body.append(message.hidden_embeds?.includes(index)
    ? hiddenCard(embed, names)
    : embedCard(embed, names)));
  body.append(...buttonRows(message), ...menus(message));
  if (message.flags & EPHEMERAL) body.append(onlyYou(message));
  item.append(body);
  if (!(message.flags & EPHEMERAL)) item.append(appsButton(message));
  return item;
}

/** What it answers. */
function replyLine(answered) {
  const title = answered && (answered.embeds?.[0]?.title || answered.content || answered.author.username);
  return make('div', {class: 'used'}, icon('reply'), title ?? 'Original message was deleted');
}

/** A right click shows the same. */
function appsButton(message) {
  const open = event => {
    event.preventDefault();
    event.stopPropagation();
    const at = event.currentTarget.closest('.message');
    at.dispatchEvent(new CustomEvent('apps', {bubbles: true, detail: {message, at}}));
  };
  return make('button', {type: 'button', class: 'icon-button apps-button', title: 'Apps', 'aria-label': 'Apps for this message', onclick: open, oncontextmenu: open}, '⋯');
}

/** Menus of options; Discord sends what is chosen when the menu is closed, this page when the button is pressed. */
function menus(message) {
  return (message.components ?? [])
    .flatMap(row => row.components ?? [])
    .filter(component => component.type === STRING_SELECT)
    .map(component => menu(component, message));
}

function menu(component, message) {
  const many = (component.max_values ?? 1) > 1 || component.min_values === 0;
  const form = make('form', {class: 'menu', onsubmit: event => {
    event.preventDefault();
    const chosen = [...form.querySelectorAll('input:checked')].map(input => input.value);
    form.dispatchEvent(new CustomEvent('choose', {
      bubbles: true,
      detail: {message, menu: component.custom_id, chosen, label: component.placeholder ?? component.custom_id},
    }));
  }}, make('fieldset', {disabled: component.disabled === true},
    make('legend', {}, component.placeholder ?? 'Make a selection'),
    ...component.options.map(option => make('label', {},
      make('input', {type: many ? 'checkbox' : 'radio', name: component.custom_id, value: option.value, checked: option.default === true}),
      ' ', option.label, option.description ? make('small', {}, ' ' + option.description) : null)),
    make('button', {type: 'submit', class: 'button primary'}, 'Done')));
  return form;
}

/** Who asked for the message, and how. */
function usedLine(used) {
  return make('div', {class: 'used'}, icon('reply'), make('strong', {}, used.user), ' used ', make('span', {class: 'mention'}, (used.kind === 'command' ? '/' : '') + used.name));
}

function thinking(message) {
  return make('div', {class: 'content thinking'}, make('span', {class: 'dots', 'aria-hidden': 'true'}, make('i'), make('i'), make('i')), `${message.author.username} is thinking…`);
}

function onlyYou(message) {
  const dismiss = make('button', {type: 'button', class: 'as-link', onclick: event => event.currentTarget.closest('.message').dispatchEvent(
    new CustomEvent('dismiss', {bubbles: true, detail: message.id}))}, 'Dismiss message');
  return make('div', {class: 'only-you'}, icon('eye'), 'Only the person who asked sees this • ', dismiss);
}

function buttonRows(message) {
  return (message.components ?? [])
    .filter(row => row.components?.some(component => component.type === BUTTON))
    .map(row => make('div', {class: 'buttons'}, ...row.components.map(component => button(component, message))));
}

function button(component, message) {
  const label = [component.emoji?.name, component.label].filter(Boolean).join(' ') || component.custom_id;
  if (component.style === LINK_BUTTON) return make('span', {class: 'button'}, link(label, component.url));
  return make('button', {
    type: 'button',
    class: 'button ' + (BUTTON_STYLES[component.style] ?? ''),
    disabled: component.disabled === true,
    onclick: event => event.currentTarget.dispatchEvent(new CustomEvent('press', {
      bubbles: true,
      detail: {message, customId: component.custom_id, label, button: event.currentTarget},
    })),
  }, label);
}

function head(message, date, names, showChannel) {
  return make('div', {class: 'head'},
    make('span', {class: 'author', dir: 'auto'}, message.author.username),
    message.author.bot ? make('span', {class: 'badge'}, 'APP') : null,
    make('time', {class: 'when', datetime: message.timestamp, title: full(date)}, friendly(date)),
    showChannel
      ? make('a', {class: 'chip', href: '#/c/' + message.channel_id}, names.place(message.channel_id))
      : null,
    ...marks(message));
}

function marks(message) {
  return [
    message.pinned ? make('span', {class: 'mark', title: 'Pinned'}, icon('pin'), make('span', {class: 'unseen'}, 'Pinned')) : null,
    message.flags & CROSSPOSTED ? make('span', {class: 'mark', title: 'Servers that follow this channel have it'}, 'published') : null,
    message.pinged ? make('span', {class: 'mark warn', title: 'On Discord somebody would have been notified'}, 'pings') : null,
    message.flags & SILENT ? make('span', {class: 'mark', title: 'On Discord nobody gets a notification of it'}, 'silent') : null,
  ];
}

function content(message, names) {
  const text = make('div', {class: 'content', dir: 'auto'}, markdown(message.content, names));
  // What was "thinking…" before is not called edited.
  if (message.edits > (message.used ? 1 : 0)) {
    const edited = make('span', {class: 'edited', title: full(new Date(message.edited_timestamp))}, '(edited)');
    const last = text.lastElementChild;
    (last && last.classList.contains('lines') ? last : text).append(' ', edited);
  }
  return text;
}

function avatar(message) {
  const name = message.author.username || '?';
  const hue = HUES[[...name].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % HUES.length];
  const circle = make('span', {class: 'avatar', 'aria-hidden': 'true'}, initials(name));
  circle.style.setProperty('--hue', hue);
  if (message.avatar_url && webAddress(message.avatar_url)) {
    const image = make('img', {src: message.avatar_url, alt: '', referrerpolicy: 'no-referrer', onerror: () => image.remove()});
    circle.append(image);
  }
  return circle;
}

function initials(name) {
  const words = name.trim().split(/\s+/);
  return words.slice(0, 2).map(word => [...word][0] ?? '').join('').toUpperCase();
}

function embedCard(embed, names) {
  const card = make('article', {class: 'embed'});
  if (Number.isInteger(embed.color)) {
    card.style.setProperty('--bar', '#' + embed.color.toString(16).padStart(6, '0'));
  }
  const text = make('div', {class: 'embed-text'});
  if (embed.author?.name) {
    text.append(make('div', {class: 'embed-author', dir: 'auto'}, smallIcon(embed.author.icon_url), maybeLink(embed.author.name, embed.author.url)));
  }
  if (embed.title) {
    const title = [...markdown(embed.title, names).childNodes];
    text.append(make('div', {class: 'embed-title', dir: 'auto'}, ...(embed.url ? [link(title, embed.url)] : title)));
  }
  if (embed.description) text.append(make('div', {class: 'embed-description', dir: 'auto'}, markdown(embed.description, names)));
  if (embed.fields?.length) text.append(fields(embed.fields, names, embed.thumbnail ? 2 : 3));
  card.append(text);
  if (embed.thumbnail?.url) card.append(picture(embed.thumbnail.url, 'thumbnail'));
  if (embed.image?.url) card.append(picture(embed.image.url, 'image'));
  const footer = embedFooter(embed);
  if (footer) card.append(footer);
  return card;
}

/** Discord shows only the first of several embeds with one address; readers do not see this one. */
function hiddenCard(embed, names) {
  return make('details', {class: 'hidden-embed'},
    make('summary', {}, icon('eye'), 'A card that Discord does not show: an earlier one of this message has the same link'),
    embedCard(embed, names));
}

function maybeLink(text, address) {
  return address ? link(text, address) : make('span', {}, text);
}

function fields(all, names, perRow) {
  const grid = make('dl', {class: 'fields'});
  let row = [];
  const flush = () => {
    for (const cell of row) cell.style.setProperty('--span', String(12 / row.length));
    row = [];
  };
  for (const field of all) {
    const cell = make('div', {class: 'field'},
      make('dt', {dir: 'auto'}, markdown(field.name, names)),
      make('dd', {dir: 'auto'}, markdown(field.value, names)));
    grid.append(cell);
    if (!field.inline) {
      flush();
      continue;
    }
    row.push(cell);
    if (row.length === perRow) flush();
  }
  flush();
  return grid;
}

function smallIcon(address) {
  const url = address && webAddress(address);
  if (!url) return null;
  const image = make('img', {class: 'small-icon', src: url.href, alt: '', referrerpolicy: 'no-referrer', onerror: () => image.remove()});
  return image;
}

/** A picture, or a frame that names its host when it cannot be loaded. */
function picture(address, kind) {
  const url = webAddress(address);
  const frame = make('figure', {class: 'picture ' + kind});
  const fail = () => {
    frame.classList.add('missing');
    const host = make('figcaption', {title: address}, url ? url.host : 'no picture');
    frame.replaceChildren(make('span', {'aria-hidden': 'true', class: 'frame-mark'}), host);
  };
  if (url) {
    frame.append(make('img', {src: url.href, alt: kind === 'image' ? 'Picture of the card' : '', loading: 'lazy', referrerpolicy: 'no-referrer', onerror: fail}));
  } else {
    fail();
  }
  return frame;
}

function embedFooter(embed) {
  const when = embed.timestamp ? new Date(embed.timestamp) : null;
  const parts = [embed.footer?.text, when && friendly(when)].filter(Boolean);
  if (!parts.length) return null;
  return make('footer', {class: 'embed-footer', dir: 'auto'}, smallIcon(embed.footer?.icon_url), make('span', {}, parts.join(' • ')));
}
