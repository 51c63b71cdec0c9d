// One page in one view.
import { counts, overflow, pictures, selectable, targets, visible } from './page.mjs';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

// checkView opens the page and returns what is wrong with it, how many
// accessibility rules held, and what the page holds.
export async function checkView(context, url, view, axe, screenshot) {
  const wrong = [];
  const page = context.pages()[0] ?? await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('request', (r) => {
    if (r.url().split('#')[0] !== url && !r.url().startsWith('data:')) wrong.push(`asks for ${r.url()}`);
  });
  page.on('pageerror', (e) => wrong.push(`script error: ${e.message}`));
  page.on('console', (m) => { if (['error', 'warning'].includes(m.type())) wrong.push(`console: ${m.text()}`); });
  if (view.media) await page.emulateMedia({ media: view.media });
  await page.goto(url);
  await page.evaluate(() => document.fonts.ready.then(() => document.fonts.size));

  // The rules wait for timers, which do not run where JavaScript is off.
  const held = view.javaScript ? await accessibility(page, axe, wrong) : 0;
  for (const look of [overflow, targets, pictures, selectable]) wrong.push(...await page.evaluate(look));
  const found = await page.evaluate(counts);
  for (const [what, n] of Object.entries(found)) if (n === 0) wrong.push(`the page has no ${what}`);
  if (screenshot) await page.screenshot({ path: `${screenshot}.png`, fullPage: true, timeout: 60_000 });
  if (view.media === 'print') {
    if (screenshot) await page.pdf({ path: `${screenshot}.pdf`, format: 'A4', printBackground: true });
  } else {
    await numbers(page, view, wrong);
  }
  return { wrong, rules: held, counts: found };
}

async function accessibility(page, axe, wrong) {
  await page.evaluate(axe.source);
  const result = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ['violations', 'passes'] }), rules);
  for (const v of result.violations) {
    wrong.push(`${v.id} (${v.impact}): ${v.help}; ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(' | ')}`);
  }
  return result.passes.length;
}

// numbers meets every number as a reader does: by mouse or by touch, and by
// keyboard. Each must show what it rests on, inside the screen.
async function numbers(page, view, wrong) {
  const links = await page.locator('a.figure').all();
  for (const [i, link] of links.entries()) {
    const tip = await tooltip(link);
    const name = `number ${i + 1}, ${JSON.stringify((await link.textContent()).trim().slice(0, 40))}`;
    if (!tip) {
      wrong.push(`${name}: has no tooltip (aria-describedby, or an element with role tooltip in or after it)`);
      continue;
    }
    const state = () => tip.evaluate(visible);
    const shows = async (how) => {
      const s = await state();
      if (!s.shown) wrong.push(`${name}: ${how} does not show its source`);
      else if (!s.text) wrong.push(`${name}: ${how} shows an empty tooltip`);
      else if (s.left < -1 || s.right > view.width + 1) wrong.push(`${name}: ${how} shows a tooltip that leaves the screen (${s.left.toFixed(0)} to ${s.right.toFixed(0)} of ${view.width})`);
      else if (!s.whole && !(await arrived(link))) wrong.push(`${name}: ${how} shows a tooltip that is cut off or covered`);
    };
    await link.evaluate((e) => e.scrollIntoView({ block: 'center', behavior: 'instant' }));
    if ((await state()).shown) wrong.push(`${name}: its tooltip is shown before anybody asks`);
    if (view.touch) {
      await link.tap();
      await shows('touch');
      await link.evaluate((e) => e.blur());
      await page.touchscreen.tap(1, 1);
    } else {
      await link.hover();
      await shows('hover');
      await page.mouse.move(0, 0);
    }
    await link.focus();
    await shows('focus');
    await link.evaluate((e) => e.blur());
    if ((await state()).shown) wrong.push(`${name}: its tooltip stays`);
  }
}

// arrived tells whether the browser followed the link to its target, as a tap
// makes it do, and shows the target.
function arrived(link) {
  return link.evaluate((a) => {
    if (location.hash !== a.hash) return false;
    const box = document.querySelector(':target')?.getBoundingClientRect();
    return Boolean(box) && box.top >= -1 && box.top < innerHeight - 20;
  });
}

// tooltip finds the element that says what the number rests on.
async function tooltip(link) {
  const handle = await link.evaluateHandle((a) => {
    const id = a.getAttribute('aria-describedby');
    if (id) return document.getElementById(id.split(' ')[0]);
    const isTip = (e) => e && (e.getAttribute('role') === 'tooltip' || e.classList.contains('tip'));
    return a.querySelector('[role=tooltip], .tip') || (isTip(a.nextElementSibling) ? a.nextElementSibling : null);
  });
  return handle.asElement();
}
