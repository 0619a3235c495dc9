// What somebody with a screen of this width cannot see, reach or tap. Answers JSON: a line for each finding.
(() => {
  const width = document.documentElement.clientWidth;
  const phone = width < 600;
  const found = new Set(pageProblems);
  const name = element => element.tagName.toLowerCase() + (element.id ? '#' + element.id : '')
    + [...element.classList].map(one => '.' + one).join('')
    + ` "${(element.innerText ?? element.value ?? '').trim().replace(/\s+/g, ' ').slice(0, 40)}"`;
  const style = element => getComputedStyle(element);
  const scrolls = element => ['auto', 'scroll'].includes(style(element).overflowX);
  // For screen readers alone.
  const unseen = element => {
    for (let each = element; each; each = each.parentElement) if (style(each).clipPath !== 'none') return true;
    return false;
  };
  const shown = element => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && element.checkVisibility({visibilityProperty: true}) && !unseen(element);
  };
  // What is beyond the edge of such a box is not seen: the box itself is looked at.
  const clipped = element => {
    for (let each = element.parentElement; each && each !== document.body; each = each.parentElement) if (['hidden', 'clip'].includes(style(each).overflowX)) return true;
    return false;
  };
  const visible = [...document.body.querySelectorAll('*')].filter(each => !each.ownerSVGElement && shown(each));

  const root = document.scrollingElement;
  if (root.scrollWidth > root.clientWidth) found.add(`the page is ${root.scrollWidth} px wide of ${root.clientWidth}`);

  for (const element of visible) {
    const box = element.getBoundingClientRect();
    let scroller = null;
    let frame = null;
    for (let each = element.parentElement; each; each = each.parentElement) {
      if (scrolls(each)) scroller ??= each;
      if (parseFloat(style(each).borderRightWidth) > 0) frame ??= each;
    }
    const meantToScroll = scroller && !phone && scroller.scrollWidth > scroller.clientWidth;
    if (clipped(element)) continue;
    const fixed = style(element).position === 'fixed';
    if (!meantToScroll && (box.right > width + 1 || box.left < -1)) found.add(`${name(element)} is beyond the screen's edge: ${Math.round(box.left)} to ${Math.round(box.right)}`);
    if (!meantToScroll && !fixed && frame && frame !== scroller && box.right > frame.getBoundingClientRect().right + 1) {
      found.add(`${name(element)} sticks out of ${name(frame)}`);
    }
    if (phone && scrolls(element) && element.scrollWidth > element.clientWidth + 1) found.add(`${name(element)} scrolls sideways`);
    if (phone && style(element).textOverflow === 'ellipsis' && element.scrollWidth > element.clientWidth + 1 && !element.closest('[title]')) {
      found.add(`${name(element)} is cut off, and nothing says the whole of it`);
    }
  }

  // Words that are broken into letters, in a column that is too narrow for them.
  for (const element of visible) {
    const text = [...element.childNodes].filter(each => each.nodeType === Node.TEXT_NODE).map(each => each.data.trim()).join(' ');
    const box = element.getBoundingClientRect();
    if (text.length > 8 && style(element).display !== 'inline' && box.width < 56 && box.height > 3 * parseFloat(style(element).fontSize) * 1.4) found.add(`${name(element)} is squeezed: ${Math.round(box.width)} × ${Math.round(box.height)}`);
  }

  // The menu of a wide screen is one line.
  const tops = new Set([...document.querySelectorAll('.bar nav a')].filter(shown).map(each => Math.round(each.getBoundingClientRect().top)));
  if (width >= 1280 && tops.size > 1) found.add(`the menu takes ${tops.size} lines`);

  // A target that stands in a sentence is as high as its line (WCAG 2.5.8).
  const inSentence = element => style(element).display === 'inline'
    && element.parentElement.textContent.trim().length > element.textContent.trim().length;
  if (phone) {
    for (const element of visible.filter(each => each.matches('a[href], button, input, select, textarea, summary, [role=button]'))) {
      const label = element.matches('[type=checkbox], [type=radio]') ? element.closest('label') : null;
      const box = (label ?? element).getBoundingClientRect();
      if (!inSentence(element) && (box.width < 43.5 || box.height < 43.5)) {
        found.add(`${name(element)} is too small for a finger: ${Math.round(box.width)} × ${Math.round(box.height)}`);
      }
    }
  }

  for (const table of visible.filter(each => each.matches('table'))) {
    const columns = [...table.querySelectorAll('thead th')];
    for (const cell of table.querySelectorAll('tbody td, tbody th')) {
      if (!shown(cell) || style(cell).display === 'table-cell') continue;
      const column = columns[cell.cellIndex];
      const label = column.querySelector('.sr') ? '' : column.textContent.trim();
      if (cell.matches('td') && cell.dataset.label !== label) found.add(`${name(cell)} does not say its column, ${label}`);
      const said = getComputedStyle(cell, '::before');
      if (said.position === 'absolute' && label && parseFloat(style(cell).paddingLeft) < parseFloat(said.width)) found.add(`${name(cell)} lies over the name of its column`);
      if (!cell.hasAttribute('role') || !cell.parentElement.hasAttribute('role') || !table.hasAttribute('role')) {
        found.add(`${name(cell)} is no cell to a screen reader: its table has another display and no roles`);
      }
    }
  }

  const before = document.activeElement;
  for (const element of visible.filter(each => each.tabIndex >= 0 && !each.disabled)) {
    element.focus({preventScroll: true, focusVisible: true});
    if (document.activeElement !== element) continue;
    const ring = style(element);
    const around = element.parentElement ? style(element.parentElement) : ring;
    if ((ring.outlineStyle === 'none' || parseFloat(ring.outlineWidth) < 2) && !element.closest('[data-ring]')) found.add(`${name(element)} does not show that it has the focus: ${ring.outlineStyle} ${ring.outlineWidth} ${around.outlineStyle}`);
  }
  document.activeElement?.blur();
  if (before !== document.body) before?.focus?.({preventScroll: true});

  // Whoever asked the system for less motion gets none.
  const moving = document.getAnimations().filter(each => each.playState === 'running' && each.effect?.getTiming().duration > 10);
  if (moving.length) found.add(`${moving.length} animations run though less motion was asked for`);
  return JSON.stringify([...found]);
})()
