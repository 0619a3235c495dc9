import {link, make} from './dom.js';
import {dateTime, relative} from './time.js';

const DEEPEST = 8;

/** Rules are tried in this order at each position; each is sticky. */
const INLINE = [
  [/\\([^0-9A-Za-z\s])/y, match => match[1]],
  [/(`{1,2})([^`]|[^`][\s\S]*?[^`])\1(?!`)/y, match => make('code', {}, match[2].trim() || match[2])],
  [/\[((?:\\.|[^\[\]\\])+)\]\(\s*<?(https?:\/\/(?:[^\s()<>]|\([^\s()<>]*\))+)>?(?:\s+"[^"]*")?\s*\)/y,
    (match, inner) => link(inner(match[1]), match[2])],
  [/<(https?:\/\/[^\s<>]+)>/y, match => link(match[1], match[1])],
  [/https?:\/\/(?:[^\s<>()]|\([^\s<>()]*\))*[^\s<>().,:;"'!?\]]/y, match => link(match[0], match[0])],
  [/\*\*\*((?:\\.|[^\\])+?)\*\*\*(?!\*)/ys, (match, inner) => make('strong', {}, make('em', {}, ...inner(match[1])))],
  [/\*\*((?:\\.|[^\\])+?)\*\*(?!\*)/ys, (match, inner) => make('strong', {}, ...inner(match[1]))],
  [/__((?:\\.|[^\\])+?)__(?!_)/ys, (match, inner) => make('u', {}, ...inner(match[1]))],
  [/~~((?:\\.|[^\\])+?)~~/ys, (match, inner) => make('s', {}, ...inner(match[1]))],
  [/\|\|((?:\\.|[^\\])+?)\|\|/ys, (match, inner) => spoiler(inner(match[1]))],
  [/\*(?=\S)((?:\\.|\*\*|[^\\*])+?)(?<=\S)\*(?!\*)/ys, (match, inner) => make('em', {}, ...inner(match[1]))],
  [/_((?:\\.|__|[^\\_])+?)_(?![0-9A-Za-z])/ys, (match, inner) => make('em', {}, ...inner(match[1]))],
  [/<#(\d{1,20})>/y, (match, inner, names) => make('span', {class: 'mention'}, '#' + (names.channel(match[1]) ?? 'unknown'))],
  [/<@!?(\d{1,20})>/y, (match, inner, names) => make('span', {class: 'mention'}, '@' + (names.user(match[1]) ?? 'user'))],
  [/<@&\d{1,20}>/y, () => make('span', {class: 'mention'}, '@role')],
  [/@(?:everyone|here)\b/y, match => make('span', {class: 'mention'}, match[0])],
  [/<a?(:\w{2,32}:)\d{1,20}>/y, match => match[1]],
  [/<t:(-?\d{1,12})(?::([tTdDfFR]))?>/y, match => stamp(Number(match[1]), match[2])],
];
const PLAIN = /[\s\S][^\\`*_~|\[<h@]*/y;

function spoiler(children) {
  const hidden = make('span', {class: 'spoiler', role: 'button', tabindex: '0', 'aria-label': 'Spoiler, press to show'}, ...children);
  const show = event => {
    if (event.type === 'keydown' && event.key !== 'Enter' && event.key !== ' ') return;
    hidden.classList.add('shown');
    hidden.removeAttribute('aria-label');
    event.preventDefault();
  };
  hidden.addEventListener('click', show, {once: true});
  hidden.addEventListener('keydown', show);
  return hidden;
}

function stamp(seconds, style) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return 'Invalid date';
  return make('time', {class: 'stamp', datetime: date.toISOString(), title: dateTime(date)},
    style === 'R' ? relative(date) : dateTime(date));
}

function inline(text, names, depth = 0) {
  const nodes = [];
  let at = 0;
  while (at < text.length) {
    let found = null;
    if (depth < DEEPEST) {
      for (const [pattern, build] of INLINE) {
        // A word such as snake_case is no emphasis.
        if (text[at] === '_' && at > 0 && /\w/.test(text[at - 1]) && text[at + 1] !== '_') break;
        pattern.lastIndex = at;
        const match = pattern.exec(text);
        if (match) {
          at = pattern.lastIndex;
          found = build(match, part => inline(part, names, depth + 1), names);
          break;
        }
      }
    }
    if (found === null) {
      PLAIN.lastIndex = at;
      found = PLAIN.exec(text)[0];
      at += found.length;
    }
    nodes.push(found);
  }
  return nodes;
}

const LIST = /^(\s*)(?:[-*]|(\d{1,9})\.)\s+(.*)$/;

/** Discord's markdown as nodes. Names resolves ids of channels and users. */
export function markdown(text, names) {
  const out = document.createDocumentFragment();
  const parts = text.split(/```(?:([\w+#.-]{1,20})\n)?\n?([\s\S]+?)\n?```/);
  for (let i = 0; i < parts.length; i += 3) {
    if (parts[i]) blocks(parts[i].replace(i > 0 ? /^\n/ : /^$/, ''), names, out);
    if (i + 2 < parts.length) {
      out.append(make('pre', {tabindex: '0'}, make('code', {'data-language': parts[i + 1]}, parts[i + 2])));
    }
  }
  return out;
}

/** A quote inside a quote stays text, as on Discord. */
function blocks(text, names, out, quoted = false) {
  const lines = text.replace(/\n+$/, '').split('\n');
  let plain = [];
  const flush = () => {
    if (plain.length) out.append(make('div', {class: 'lines'}, ...inline(plain.join('\n'), names)));
    plain = [];
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    const heading = /^(#{1,3})\s+(.+)$/.exec(line);
    const small = /^-#\s+(.+)$/.exec(line);
    if (heading) {
      flush();
      out.append(make('div', {class: 'h h' + heading[1].length, role: 'heading', 'aria-level': String(heading[1].length + 2)},
        ...inline(heading[2], names)));
    } else if (small) {
      flush();
      out.append(make('div', {class: 'small'}, ...inline(small[1], names)));
    } else if (!quoted && line.startsWith('>>> ')) {
      flush();
      const rest = [line.slice(4), ...lines.slice(i + 1)].join('\n');
      out.append(quote(rest, names));
      return;
    } else if (!quoted && /^> /.test(line)) {
      flush();
      const quoted = [];
      while (i < lines.length && /^>( |$)/.test(lines[i])) quoted.push(lines[i++].slice(2));
      i--;
      out.append(quote(quoted.join('\n'), names));
    } else if (LIST.test(line)) {
      flush();
      const items = [];
      while (i < lines.length && LIST.test(lines[i])) items.push(LIST.exec(lines[i++]));
      i--;
      out.append(list(items, names));
    } else {
      plain.push(line);
    }
  }
  flush();
}

function quote(text, names) {
  const block = make('blockquote');
  blocks(text, names, block, true);
  return block;
}

function list(items, names) {
  const numbered = items[0][2];
  const element = make(numbered ? 'ol' : 'ul', {start: numbered});
  for (let i = 0; i < items.length; i++) {
    const item = make('li', {}, ...inline(items[i][3], names));
    const nested = [];
    while (i + 1 < items.length && items[i + 1][1].length > items[0][1].length) nested.push(items[++i]);
    if (nested.length) item.append(list(nested, names));
    element.append(item);
  }
  return element;
}
