// Opens built reports from disk in a real browser, as a reader would: on a
// phone, on a desk and on paper, with and without JavaScript, by mouse,
// keyboard and touch.
//
//	node check.mjs [--screenshots DIR] PAGE.html…
//
// Exit 0 all is well, 1 something is wrong, 2 wrong usage, 77 skipped because
// there is no browser. With CI=true a missing browser is a failure.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const ci = process.env.CI === 'true';
const skipped = 77;

// libraries loads what npm installed, or says what is missing.
async function libraries() {
  try {
    const [{ chromium }, axe] = await Promise.all([import('playwright-core'), import('axe-core')]);
    return { chromium, axe: axe.default };
  } catch {
    return null;
  }
}

function browserPath() {
  return [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
    .find((p) => p && existsSync(p));
}

function missing(what, remedy) {
  console.log(`${ci ? 'FAILED' : 'SKIPPED'}: ${what}; ${remedy}`);
  process.exit(ci ? 1 : skipped);
}

const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-default-apps', '--font-render-hinting=none',
];

// views are the ways in which a reader meets the page.
const views = [
  { name: 'phone', width: 390, height: 844, touch: true, javaScript: true },
  { name: 'desk', width: 1280, height: 900, touch: false, javaScript: true },
  { name: 'paper', width: 794, height: 1123, touch: false, javaScript: true, media: 'print' },
  { name: 'phone without JavaScript', width: 390, height: 844, touch: true, javaScript: false },
  { name: 'desk without JavaScript', width: 1280, height: 900, touch: false, javaScript: false },
];

// main checks each page in each view and returns the number of complaints.
export async function main(pages, { screenshots, quiet } = {}) {
  const lib = await libraries();
  if (!lib) missing('no node modules', 'run `npm ci` in .ci/browser');
  const executablePath = browserPath();
  if (!executablePath) missing('no browser', 'install chromium, or name one in CHROMIUM');
  const { checkView } = await import('./view.mjs');

  const profile = mkdtempSync(path.join(tmpdir(), 'periplus-browser-'));
  if (screenshots) mkdirSync(screenshots, { recursive: true });
  const complaints = [];
  try {
    for (const page of pages) {
      let words = null;
      for (const [i, view] of views.entries()) {
        const context = await lib.chromium.launchPersistentContext(path.join(profile, `${complaints.length}-${i}-${path.basename(path.dirname(page))}`), {
          executablePath, args: flags, headless: true, offline: true,
          viewport: { width: view.width, height: view.height },
          hasTouch: view.touch, isMobile: view.touch, javaScriptEnabled: view.javaScript, reducedMotion: 'reduce',
        });
        // A browser that hangs is a failure, not a wait.
        const limit = setTimeout(() => { console.error(`${page}, ${view.name}: no answer in three minutes`); process.exit(1); }, 180_000);
        const result = await checkView(context, pathToFileURL(path.resolve(page)).href, view, lib.axe,
          screenshots && view.javaScript && path.join(screenshots, `${path.basename(path.dirname(page))}-${view.name.replaceAll(' ', '-')}`));
        await context.close();
        clearTimeout(limit);
        // The same words with and without JavaScript, on a phone and on a desk.
        words ??= result.counts.words;
        if (view.media !== 'print' && result.counts.words !== words) {
          result.wrong.push(`${result.counts.words} words are shown, and ${words} in the first view`);
        }
        const wrong = result.wrong.map((w) => `${page}, ${view.name}: ${w}`);
        complaints.push(...wrong);
        if (!quiet) {
          const c = result.counts;
          console.log(`${page}, ${view.name}: ${c.numbers} numbers, ${c.pictures} pictures, ${c.tables} tables, ${c.words} words, ${result.rules ? `${result.rules} accessibility rules held, ` : ''}${wrong.length} complaints`);
          for (const w of wrong) console.log(`WRONG ${w}`);
        }
      }
    }
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
  return complaints;
}

async function run(args) {
  let screenshots;
  if (args[0] === '--screenshots') [, screenshots] = args.splice(0, 2);
  if (!args.length || args.some((a) => a.startsWith('-'))) {
    console.error('usage: node check.mjs [--screenshots DIR] PAGE.html…');
    return 2;
  }
  const gone = args.filter((a) => !existsSync(a));
  if (gone.length) {
    console.error(`no such page: ${gone.join(', ')}; build the report first`);
    return 1;
  }
  const complaints = await main(args, { screenshots });
  return complaints.length ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.exit(await run(process.argv.slice(2)));
