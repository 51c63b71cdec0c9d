// What is looked at inside the page. Each function runs in the browser, so it
// may use nothing but its arguments and the page, and returns a list of
// complaints.

// overflow: nothing may be wider than the screen; what scrolls by itself, as a
// wide table, is no overflow.
export function overflow() {
  const root = document.scrollingElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const scrolls = (e) => {
    for (let p = e.parentElement; p && p !== root; p = p.parentElement) {
      if (getComputedStyle(p).overflowX !== 'visible') return true;
    }
    return false;
  };
  const wide = [...document.body.querySelectorAll('*')]
    .filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1 && !scrolls(e))
    .map((e) => `${e.tagName.toLowerCase()}${e.className && e.className.baseVal === undefined ? '.' + e.className : ''}`);
  return [`the page is ${root.scrollWidth} px wide on a screen of ${root.clientWidth} px: ${[...new Set(wide)].slice(0, 5).join(', ')}`];
}

// targets: each link inside the page leads to an element of it, each id is
// given once, and every number leads somewhere.
export function targets() {
  const wrong = [];
  const seen = new Set();
  for (const e of document.querySelectorAll('[id]')) {
    if (seen.has(e.id)) wrong.push(`the id ${e.id} is given twice`);
    seen.add(e.id);
  }
  for (const a of document.querySelectorAll('a[href^="#"]')) {
    const id = decodeURIComponent(a.getAttribute('href').slice(1));
    if (id && !document.getElementById(id)) wrong.push(`the link ${JSON.stringify(a.textContent)} leads to #${id}, which is not there`);
  }
  for (const a of document.querySelectorAll('.figure')) {
    if (!a.closest('figure.figure') && !(a.getAttribute('href') || '').startsWith('#')) wrong.push(`the number ${JSON.stringify(a.textContent)} leads nowhere`);
  }
  return wrong;
}

// pictures: text in each picture can be selected, lies inside the picture, and
// no two texts overlap by more than a pixel each way. A page may hold a picture
// twice, wide and narrow, and show one.
export function pictures() {
  const wrong = [];
  const svgs = [...document.querySelectorAll('svg')].filter((s) => s.checkVisibility() && s.querySelector('text'));
  for (const svg of svgs) {
    const name = svg.querySelector('title')?.textContent || svg.id || 'a picture';
    const frame = svg.getBoundingClientRect();
    const boxes = [];
    for (const text of svg.querySelectorAll('text')) {
      const style = getComputedStyle(text);
      if (!text.textContent.trim() || style.visibility === 'hidden' || style.display === 'none') continue;
      if (style.userSelect === 'none' || style.pointerEvents === 'none') wrong.push(`${name}: ${JSON.stringify(text.textContent)} cannot be selected`);
      const box = text.getBoundingClientRect();
      const size = text.getBBox();
      if (!(size.width > 0 && size.height > 0)) {
        wrong.push(`${name}: ${JSON.stringify(text.textContent)} takes no room`);
        continue;
      }
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) {
        wrong.push(`${name}: ${JSON.stringify(text.textContent)} runs out of the picture`);
      }
      boxes.push({ box, text });
    }
    for (let i = 0; i < boxes.length; i++) {
      for (let j = i + 1; j < boxes.length; j++) {
        const a = boxes[i].box, b = boxes[j].box;
        const w = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const h = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        // A line's box holds room above capitals and below letters without
        // tails: lines set tightly share that room and do not touch.
        const slack = Math.min(a.height, b.height) * 0.25;
        if (w > 1 && h > Math.max(1, slack)) {
          wrong.push(`${name}: ${JSON.stringify(boxes[i].text.textContent)} and ${JSON.stringify(boxes[j].text.textContent)} overlap by ${w.toFixed(1)} × ${h.toFixed(1)} px`);
        }
      }
    }
  }
  return wrong;
}

// selectable: a reader who drags over a text of the picture copies its words.
export function selectable() {
  const wrong = [];
  for (const text of document.querySelectorAll('svg text')) {
    if (!text.textContent.trim() || !text.checkVisibility({ visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const chosen = getSelection();
    chosen.removeAllRanges();
    chosen.addRange(range);
    if (chosen.toString().trim() !== text.textContent.trim()) wrong.push(`${JSON.stringify(text.textContent)} is copied as ${JSON.stringify(chosen.toString())}`);
    chosen.removeAllRanges();
  }
  return wrong;
}

// counts: what the page holds, so that an empty page does not pass. Words in
// pictures do not count: a narrow one has fewer marks on its axes.
export function counts() {
  const drawn = [...document.querySelectorAll('svg')];
  for (const svg of drawn) svg.style.setProperty('display', 'none', 'important');
  const words = document.body.innerText.split(/\s+/).length;
  for (const svg of drawn) svg.style.removeProperty('display');
  return {
    numbers: document.querySelectorAll('a.figure').length,
    pictures: [...document.querySelectorAll('svg')].filter((s) => s.checkVisibility() && s.querySelector('text')).length,
    tables: document.querySelectorAll('table').length,
    headings: document.querySelectorAll('h1, h2').length,
    words,
  };
}

// visible: whether an element is shown to the reader, and where.
export function visible(e) {
  if (!e) return null;
  const style = getComputedStyle(e);
  const box = e.getBoundingClientRect();
  const shown = style.display !== 'none' && style.visibility === 'visible' && Number(style.opacity) > 0.9 && box.width > 1 && box.height > 1;
  // Whether all of it can be seen: nothing cuts it off or lies over it.
  const inset = (from, to, share) => from + (to - from) * share;
  const whole = [0.05, 0.5, 0.95].every((x) => [0.1, 0.9].every((y) => e.contains(document.elementFromPoint(inset(box.left, box.right, x), inset(box.top, box.bottom, y)))));
  return { shown, whole, left: box.left, right: box.right, text: e.textContent.trim() };
}
