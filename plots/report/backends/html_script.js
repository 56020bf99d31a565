// SPDX-License-Identifier: GPL-3.0-or-later
// What the page can do where scripts run: tables that sort, drawings that say their values. Without
// it the page is the same, still. The page is read by XML parsers too: no less-than and no ampersand.
(() => {
  'use strict';
  const words = document.body.dataset;
  const comma = document.documentElement.lang === 'sv';

  // The words of a cell that are seen, and the first number among them; null where there is none.
  const seen = (cell) => {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll('.unseen').forEach((unseen) => unseen.remove());
    return copy.textContent.trim();
  };
  const value = (cell) => {
    const plain = seen(cell).replace(/\u2212/g, '-').replace(/(\d)[\s\u00a0\u202f](?=\d{3})/g, '$1');
    const found = (comma ? plain.replace(/(\d),(?=\d)/g, '$1.') : plain.replace(/(\d),(?=\d{3})/g, '$1'))
      .match(/(^|[^\w.-])(-?\d+(\.\d+)?)/);
    return found ? Number(found[2]) : null;
  };

  // Rows that are part of the one above stay below it.
  const families = (rows) => rows.reduce((all, row) => {
    if (row.className === 'of-which' ? all.length : 0) all[all.length - 1].push(row);
    else all.push([row]);
    return all;
  }, []);

  const sorted = (rows, column, number, falling) => {
    const key = (row) => number ? value(row.cells[column]) : seen(row.cells[column]);
    const order = (a, b) => {
      const x = key(a), y = key(b);
      // What has no value stands last both ways.
      if (x === null || y === null || x === '' || y === '')
        return Number(x === null || x === '') - Number(y === null || y === '');
      const up = number ? x - y : x.localeCompare(y, document.documentElement.lang, { numeric: true });
      return falling ? -up : up;
    };
    return families(rows)
      .map(([first, ...parts]) => [first, ...parts.sort(order)])
      .sort((a, b) => order(a[0], b[0]))
      .flat();
  };

  const makeSortable = (table) => {
    const body = table.tBodies[0], rows = [...body.rows];
    if (3 > families(rows).length) return;
    table.tHead.querySelectorAll('th').forEach((header) => {
      const number = header.classList.contains('number');
      const turns = number ? ['descending', 'ascending'] : ['ascending', 'descending'];
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener('click', () => {
        const next = turns[turns.indexOf(header.getAttribute('aria-sort')) + 1];
        table.querySelectorAll('[aria-sort]').forEach((other) => other.removeAttribute('aria-sort'));
        if (next) header.setAttribute('aria-sort', next);
        body.append(...(next ? sorted(rows, header.cellIndex, number, next === 'descending') : rows));
      });
    });
    const hint = document.createElement('span');
    hint.className = 'unseen';
    hint.textContent = ' ' + words.sort;
    if (table.caption) table.caption.append(hint);
  };
  document.querySelectorAll('table').forEach(makeSortable);

  // One box for all drawings; a screen reader hears what it says.
  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.setAttribute('role', 'status');
  tip.hidden = true;
  document.querySelector('main').append(tip);
  let shown = null;

  // The group's words, taken out of its title so that the browser does not say them as well.
  const said = (group) => {
    const title = group.firstElementChild;
    if (title ? title.localName === 'title' : false) {
      group.dataset.tip = title.textContent;
      title.remove();
    }
    return group.dataset.tip;
  };
  const hide = () => {
    tip.hidden = true;
    if (shown) shown.classList.remove('shown');
    shown = null;
  };
  const show = (group, x, y) => {
    if (shown !== group) {
      hide();
      shown = group;
      group.classList.add('shown');
      tip.textContent = said(group);
      tip.hidden = false;
    }
    const box = tip.getBoundingClientRect(), room = document.documentElement.clientWidth;
    tip.style.left = Math.max(4, Math.min(x + 12, room - box.width - 4)) + 'px';
    tip.style.top = (y - box.height - 12 > 4 ? y - box.height - 12 : Math.min(y + 18, innerHeight - box.height - 4)) + 'px';
  };
  const groupsOf = (drawing) => [...drawing.querySelectorAll('svg g')].filter(said);
  const groupAt = (target) => {
    const drawing = target.closest ? target.closest('.drawing') : null;
    for (let g = drawing ? target.closest('g') : null; g; g = g.parentNode.closest('g')) if (said(g)) return g;
    return null;
  };
  document.addEventListener('pointermove', (event) => {
    const group = groupAt(event.target);
    if (group) show(group, event.clientX, event.clientY);
    else hide();
  });
  document.addEventListener('scroll', hide, { passive: true });

  // A drawing is one stop of Tab; the arrow keys walk from value to value inside it.
  const walk = (drawing, event) => {
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }, step = steps[event.key];
    if (event.key === 'Escape') return hide();
    if (!step) return undefined;
    event.preventDefault();
    const groups = groupsOf(drawing), at = groups.indexOf(shown);
    const group = groups[(at + step + (step > 0 ? 0 : at === -1 ? 1 : 0) + groups.length) % groups.length];
    const box = group.getBoundingClientRect();
    return show(group, box.left + box.width / 2, box.top);
  };
  document.querySelectorAll('.drawing').forEach((drawing) => {
    if (!drawing.querySelector('svg g > title')) return;
    drawing.tabIndex = 0;
    drawing.setAttribute('role', 'group');
    const title = drawing.closest('figure').querySelector('h3');
    drawing.setAttribute('aria-label', (title ? title.textContent + '. ' : '') + words.values);
    drawing.addEventListener('keydown', (event) => walk(drawing, event));
    drawing.addEventListener('blur', hide);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
  });
})();
