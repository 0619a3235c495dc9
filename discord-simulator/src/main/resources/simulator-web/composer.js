import {make} from './dom.js';

/* What a person does: writes, runs a command, presses a button, fills in a form */

const CHAT_INPUT = 1;
const MESSAGE_COMMAND = 3;
const STRING_SELECT = 3;
const TEXT_INPUT = 4;
const PARAGRAPH = 2;
const INTEGER = 4;
const PATIENCE_MILLIS = 3200;
const TYPING_MILLIS = 120;
const byId = id => document.getElementById(id);

let channel = null;
let channelName = '';
let people = [];
let commands = [];
let chosen = 0;
let tell = () => {};

/** @param announce says a sentence to those who cannot see the page */
export function startComposer(announce) {
  tell = announce;
  byId('composer').addEventListener('submit', event => {
    event.preventDefault();
    send();
  });
  const text = byId('compose-text');
  text.addEventListener('input', () => {
    grow();
    chosen = 0;
    if (text.value) say('');
    completeSoon();
    drawSuggestions();
  });
  text.addEventListener('focus', readCommands);
  text.addEventListener('keydown', event => {
    const suggestions = matches();
    if (suggestions.length && ['ArrowDown', 'ArrowUp'].includes(event.key) && !event.altKey) {
      event.preventDefault();
      chosen = (chosen + (event.key === 'ArrowDown' ? 1 : -1) + suggestions.length) % suggestions.length;
      drawSuggestions();
    } else if (suggestions.length && (event.key === 'Tab' || (event.key === 'Enter' && !complete()))) {
      event.preventDefault();
      take(suggestions[chosen]);
    } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    } else if (event.key === 'Escape' && text.value.startsWith('/')) {
      event.stopPropagation();
      text.value = '';
      drawSuggestions();
    }
  });
  byId('compose-as').addEventListener('change', drawSuggestions);
  document.addEventListener('press', event => press(event.detail));
  document.addEventListener('choose', event => choose(event.detail));
  document.addEventListener('apps', event => openApps(event.detail));
  byId('modal').addEventListener('close', () => byId('compose-text').focus());
  byId('modal-cancel').addEventListener('click', () => byId('modal').close());
}

export function composeIn(id, name) {
  channel = id;
  channelName = name;
  byId('composer').hidden = id === null;
  byId('compose-text').placeholder = `Message #${name}, or / for commands`;
  byId('compose-text').setAttribute('aria-label', `Message #${name}`);
  say('');
}

export function setPeople(everybody) {
  people = everybody;
  const now = person();
  byId('compose-as').replaceChildren(...people.map(one =>
    make('option', {value: one.id, selected: one.id === now}, one.name)));
}

function person() {
  return byId('compose-as').value || people[0]?.id;
}

function say(sentence) {
  byId('compose-note').textContent = sentence;
  byId('compose-note').hidden = !sentence;
  if (sentence) tell(sentence);
}

async function post(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: {'Content-Type': 'application/json', Accept: 'application/json'},
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message);
  return answer;
}

function grow() {
  const text = byId('compose-text');
  text.style.height = 'auto';
  text.style.height = Math.min(text.scrollHeight, 160) + 'px';
}

async function send() {
  const text = byId('compose-text').value.trim();
  if (!text || !channel) return;
  try {
    if (text.startsWith('/')) await run(text);
    else await post('/sim/api/say', {channel, person: person(), content: text});
    byId('compose-text').value = '';
    grow();
    drawSuggestions();
  } catch (failure) {
    say(failure.message);
  }
}

/* Commands */

async function readCommands() {
  try {
    commands = await (await fetch('/sim/api/commands')).json();
    drawSuggestions();
  } catch (failure) {
    console.warn(failure);
  }
}

const usable = (type = CHAT_INPUT) => commands.filter(command => command.type === type && command.users.includes(person()));

function typed() {
  const text = byId('compose-text').value;
  return text.startsWith('/') ? /^\/(\S*)(\s[\s\S]*)?$/.exec(text) : null;
}

const known = () => usable().find(command => command.name === typed()?.[1]);

/** What could come next: commands while the name is typed, then options with their choices. */
function matches() {
  const parts = typed();
  if (!parts) return [];
  if (parts[2] === undefined) {
    return usable().filter(command => command.name.startsWith(parts[1]))
      .map(command => ({text: '/' + command.name, hint: command.description, insert: `/${command.name} `}));
  }
  const command = known();
  if (!command) return [];
  const open = typedInto(command, parts[2]);
  if (open) {
    return (completed.for === parts[0] ? completed.choices : []).map(choice => ({
      text: choice.name,
      hint: '',
      insert: `${parts[0].slice(0, parts[0].length - open.text.length)}${open.option.name}:"${choice.value}" `,
    }));
  }
  const given = options(parts[2]);
  const last = /\S*$/.exec(parts[2])[0];
  return (command.options ?? [])
    .filter(option => !(option.name in given) || last.startsWith(option.name + ':'))
    .flatMap(option => (option.choices ?? []).length
      ? option.choices.map(choice => ({name: option.name, text: `${option.name}:${choice.value}`, hint: option.description}))
      : [{name: option.name, text: `${option.name}:`, hint: option.description}])
    .filter(entry => entry.text.startsWith(last) && entry.text !== last)
    .map(entry => ({...entry, insert: parts[0].slice(0, parts[0].length - last.length) + entry.text + (entry.text.endsWith(':') ? '' : ' ')}));
}

/* What the application offers while somebody types */

let completed = {for: '', choices: []};
let typing = 0;

/** The option at the end of the text, if the application completes it. */
function typedInto(command, text) {
  const [whole, name, value] = /([\w-]+):("[^"]*|[^\s"]*)$/.exec(text ?? '') ?? [];
  const option = (command.options ?? []).find(any => any.name === name && any.autocomplete);
  return option ? {option, text: whole, value: value.replace(/^"/, '')} : null;
}

function completeSoon() {
  clearTimeout(typing);
  const text = typed()?.[0];
  const command = known();
  const open = command && typedInto(command, typed()[2]);
  if (!open) return;
  typing = setTimeout(async () => {
    try {
      const id = await interact({kind: 'autocomplete', person: person(), channel, name: command.name, focused: open.option.name,
        options: {...options(typed()?.[2]), [open.option.name]: open.value}}, '/' + command.name);
      asked.set(id, text);
      if (heard.has(id)) answered(heard.get(id));
    } catch (failure) {
      say(failure.message);
    }
  }, TYPING_MILLIS);
}

const asked = new Map();

/** Whether Enter should send rather than complete. */
const complete = () => Boolean(known());

function options(text) {
  return Object.fromEntries([...(text ?? '').matchAll(/([\w-]+):("[^"]*"|\S+)/g)].map(([, name, value]) => [name, value.replace(/^"|"$/g, '')]));
}

function take(suggestion) {
  const text = byId('compose-text');
  text.value = suggestion.insert;
  text.focus();
  chosen = 0;
  grow();
  drawSuggestions();
}

function drawSuggestions() {
  const suggestions = matches();
  const list = byId('suggestions');
  list.hidden = suggestions.length === 0 && !typed();
  const text = byId('compose-text');
  text.setAttribute('aria-expanded', String(suggestions.length > 0));
  text.setAttribute('aria-activedescendant', suggestions.length ? 'suggestion-' + chosen : '');
  if (list.hidden) return;
  list.replaceChildren(...suggestions.map((suggestion, index) => make('li', {
    id: 'suggestion-' + index,
    role: 'option',
    'aria-selected': String(index === chosen),
    onmousedown: event => {
      event.preventDefault();
      take(suggestion);
    },
  }, make('strong', {}, suggestion.text), make('span', {}, suggestion.hint ?? ''))));
  if (!suggestions.length && !known()) {
    list.append(make('li', {class: 'none'}, usable().length
      ? 'No such command for this person.'
      : 'No command is registered. The bot registers its commands when it connects.'));
  }
  list.hidden = list.childElementCount === 0;
  list.querySelector('[aria-selected=true]')?.scrollIntoView({block: 'nearest'});
}

async function run(text) {
  const [, name, rest] = /^\/(\S*)([\s\S]*)$/.exec(text);
  const command = usable().find(any => any.name === name);
  const given = options(rest);
  for (const option of command?.options ?? []) {
    if (option.type === INTEGER && /^-?\d+$/.test(given[option.name] ?? '')) given[option.name] = Number(given[option.name]);
  }
  await interact({kind: 'command', person: person(), channel, name, options: given}, '/' + name);
}

/* Interactions */

const waiting = new Map();
const mine = new Set();

async function interact(body, what) {
  say('');
  const {id} = await post('/sim/api/interact', body);
  mine.add(id);
  waiting.set(id, setTimeout(() => {
    waiting.delete(id);
    say(`The application did not respond to ${what} within three seconds.`);
  }, PATIENCE_MILLIS));
  // The answer may have come before we knew what to wait for.
  const early = heard.get(id);
  if (early) answered(early);
  return id;
}

const heard = new Map();

/** The application has answered something. */
export function answered(interaction) {
  heard.set(interaction.id, interaction);
  if (heard.size > 200) heard.delete(heard.keys().next().value);
  if (!mine.has(interaction.id)) return;
  clearTimeout(waiting.get(interaction.id));
  waiting.delete(interaction.id);
  if (interaction.choices && asked.has(interaction.id)) {
    completed = {for: asked.get(interaction.id), choices: interaction.choices};
    asked.delete(interaction.id);
    drawSuggestions();
  }
  if (interaction.modal && !interaction.reply) {
    mine.delete(interaction.id);
    openModal(interaction);
  }
}

async function press({message, customId, label, button}) {
  button.disabled = true;
  try {
    await interact({kind: 'button', person: person(), channel: message.channel_id, message: message.id, custom_id: customId}, label);
  } catch (failure) {
    say(failure.message);
  } finally {
    setTimeout(() => {
      button.disabled = false;
    }, 600);
  }
}

async function choose({message, menu, chosen, label}) {
  try {
    await interact({kind: 'select', person: person(), channel: message.channel_id, message: message.id, custom_id: menu, chosen}, label);
  } catch (failure) {
    say(failure.message);
  }
}

/** The commands for a message, as Discord shows them under Apps. */
async function openApps({message, at}) {
  await readCommands();
  byId('apps')?.remove();
  const entries = usable(MESSAGE_COMMAND).map(command => make('li', {}, make('button', {
    type: 'button',
    class: 'as-link',
    onclick: async () => {
      byId('apps').remove();
      try {
        await interact({kind: 'message', person: person(), channel: message.channel_id, message: message.id, name: command.name}, command.name);
      } catch (failure) {
        say(failure.message);
      }
    },
  }, command.name)));
  const menu = make('ul', {id: 'apps', class: 'apps', 'aria-label': 'Apps', onkeydown: event => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    menu.remove();
    at.querySelector('.apps-button')?.focus();
  }}, ...(entries.length ? entries : [make('li', {}, 'No app has a command for messages.')]));
  at.append(menu);
  menu.querySelector('button')?.focus();
  document.addEventListener('click', event => {
    if (!menu.contains(event.target)) menu.remove();
  }, {once: true, capture: true});
}

/* Forms */

function inputs(components) {
  return components.flatMap(component => {
    if (component.type === TEXT_INPUT) return [{input: component, label: component.label}];
    if ([TEXT_INPUT, STRING_SELECT].includes(component.component?.type)) {
      return [{input: component.component, label: component.label, description: component.description}];
    }
    return inputs(component.components ?? []);
  });
}

function menuField(menu, id, required) {
  return make('select', {id, name: menu.custom_id, required},
    make('option', {value: ''}, menu.placeholder ?? 'Make a selection'),
    ...menu.options.map(option => make('option', {value: option.value, selected: option.default === true}, option.label)));
}

function openModal(interaction) {
  const dialog = byId('modal');
  byId('modal-title').textContent = interaction.modal.title;
  byId('modal-note').hidden = true;
  byId('modal-fields').replaceChildren(...inputs(interaction.modal.components).map(({input, label, description}) => {
    const required = input.required !== false;
    const id = 'field-' + input.custom_id;
    const field = input.type === STRING_SELECT ? menuField(input, id, required) : make(input.style === PARAGRAPH ? 'textarea' : 'input', {
      id,
      name: input.custom_id,
      maxlength: input.max_length,
      minlength: input.min_length,
      placeholder: input.placeholder,
      required,
      rows: input.style === PARAGRAPH ? 4 : null,
      autocomplete: 'off',
    });
    if (input.type !== STRING_SELECT) field.value = input.value ?? '';
    return make('div', {class: 'form-field'},
      make('label', {for: id}, label ?? input.custom_id, required ? make('span', {class: 'required', title: 'Must be filled in'}, ' *') : null),
      description ? make('p', {class: 'small'}, description) : null,
      field);
  }));
  byId('modal-form').onsubmit = async event => {
    event.preventDefault();
    const values = Object.fromEntries([...byId('modal-fields').querySelectorAll('input, textarea, select')].map(field => [field.name, field.value]));
    try {
      await interact({kind: 'modal', interaction: interaction.id, values}, 'the form');
      dialog.close();
    } catch (failure) {
      byId('modal-note').textContent = failure.message;
      byId('modal-note').hidden = false;
    }
  };
  if (!dialog.open) dialog.showModal();
  byId('modal-fields').querySelector('input, textarea, select')?.focus();
}
