const CLOCK = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit'});
const DAY = new Intl.DateTimeFormat(undefined, {day: 'numeric', month: 'long', year: 'numeric'});
const FULL = new Intl.DateTimeFormat(undefined, {dateStyle: 'full', timeStyle: 'medium'});
const SHORT_DAY = new Intl.DateTimeFormat(undefined, {day: '2-digit', month: '2-digit', year: 'numeric'});
const AGO = new Intl.RelativeTimeFormat(undefined, {numeric: 'auto'});
const UNITS = [['year', 31536000], ['month', 2592000], ['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];

export const clock = date => CLOCK.format(date);
export const day = date => DAY.format(date);
export const full = date => FULL.format(date);
export const dateTime = date => `${DAY.format(date)} ${CLOCK.format(date)}`;

export function sameDay(a, b) {
  return a.toDateString() === b.toDateString();
}

export function friendly(date) {
  const now = new Date();
  if (sameDay(date, now)) return `Today at ${clock(date)}`;
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (sameDay(date, yesterday)) return `Yesterday at ${clock(date)}`;
  return `${SHORT_DAY.format(date)} ${clock(date)}`;
}

export function relative(date) {
  const seconds = (date.getTime() - Date.now()) / 1000;
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? UNITS.at(-1);
  return AGO.format(Math.round(seconds / size), unit);
}
