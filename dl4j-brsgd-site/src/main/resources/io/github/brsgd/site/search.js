'use strict';

// Searches the pages of this folder, in the browser: the index is loaded when the field is first entered.
(() => {
  const root = document.currentScript.dataset.root;
  const form = document.querySelector('form[role=search]');
  const field = document.getElementById('siteQuery');
  const results = document.getElementById('siteResults');
  const found = document.getElementById('siteFound');
  const list = document.getElementById('sitePlaces');
  const SHOWN = 30;
  const AROUND = 70;
  let places = null;

  function load() {
    if (places !== null) {
      return;
    }
    places = [];
    const script = document.createElement('script');
    script.src = root + 'search-index.js';
    script.onload = () => {
      places = window.searchIndex.map(([page, heading, link, text]) =>
          ({page, heading, link, text, lower: [heading, page, text].map((part) => part.toLowerCase())}));
      search();
    };
    document.head.appendChild(script);
  }

  // What is in a heading counts more than in a title, and that more than in the text; whole words count more than parts.
  function score(place, words) {
    const [heading, page, text] = place.lower;
    let sum = 0;
    for (const word of words) {
      const weight = (heading === word ? 30 : 0) + (heading.includes(word) ? 10 : 0) +
          (page.includes(word) ? 4 : 0) + Math.min(text.split(word).length - 1, 3);
      if (weight === 0) {
        return 0;
      }
      sum += weight;
    }
    return sum;
  }

  function marked(text, words) {
    const span = document.createElement('span');
    let rest = text;
    while (rest !== '') {
      const lower = rest.toLowerCase();
      const next = words.map((word) => ({word, at: lower.indexOf(word)})).filter(({at}) => at >= 0)
          .sort((a, b) => a.at - b.at || b.word.length - a.word.length)[0];
      if (next === undefined) {
        break;
      }
      span.append(rest.slice(0, next.at));
      const mark = document.createElement('mark');
      mark.textContent = rest.slice(next.at, next.at + next.word.length);
      span.append(mark);
      rest = rest.slice(next.at + next.word.length);
    }
    span.append(rest);
    return span;
  }

  function excerpt(place, words) {
    const at = words.map((word) => place.lower[2].indexOf(word)).filter((i) => i >= 0).sort((a, b) => a - b);
    const from = at.length === 0 ? 0 : Math.max(0, at[0] - AROUND);
    return (from > 0 ? '… ' : '') + place.text.slice(from, from + 3 * AROUND);
  }

  function entry(place, words) {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = root + place.link;
    link.append(marked(place.heading, words));
    const where = document.createElement('small');
    where.textContent = place.page === place.heading ? '' : place.page;
    const text = document.createElement('p');
    text.append(marked(excerpt(place, words), words));
    item.append(link, ' ', where, text);
    return item;
  }

  function search() {
    const words = field.value.toLowerCase().split(/\s+/).filter((word) => word !== '');
    list.textContent = '';
    results.hidden = words.length === 0;
    if (results.hidden || places.length === 0) {
      found.textContent = '';
      return;
    }
    const hits = places.map((place) => ({place, points: score(place, words)})).filter(({points}) => points > 0)
        .sort((a, b) => b.points - a.points);
    hits.slice(0, SHOWN).forEach(({place}) => list.append(entry(place, words)));
    found.textContent = hits.length === 0 ? 'Nothing found.' :
        hits.length === 1 ? '1 place' : hits.length + ' places' + (hits.length > SHOWN ? ', the best ' + SHOWN : '');
  }

  function close() {
    field.value = '';
    search();
    field.focus();
  }

  function move(event, step) {
    const stops = [field].concat(Array.from(list.querySelectorAll('a')));
    const at = stops.indexOf(document.activeElement);
    if (at >= 0 && stops.length > 1) {
      event.preventDefault();
      stops[Math.max(0, Math.min(stops.length - 1, at + step))].focus();
    }
  }

  field.addEventListener('focus', load);
  field.addEventListener('input', () => {
    load();
    search();
  });
  // Enter goes to the best place.
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const first = list.querySelector('a');
    if (first !== null) {
      first.click();
    }
  });
  // Chosen places of the same page are behind the list.
  list.addEventListener('click', () => {
    results.hidden = true;
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && document.activeElement !== field && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      field.focus();
    } else if (event.key === 'Escape' && !results.hidden) {
      close();
    } else if (event.key === 'ArrowDown') {
      move(event, 1);
    } else if (event.key === 'ArrowUp') {
      move(event, -1);
    }
  });
  if (window.matchMedia('(hover: hover)').matches) {
    field.placeholder = 'press /';
  }
  form.hidden = false;
})();
