// Proves that the checks can fail: testdata/good.html passes, and each fault
// planted in testdata/bad.html is found in at least one view.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from './check.mjs';

const here = (name) => fileURLToPath(new URL(`testdata/${name}`, import.meta.url));
const planted = [
  ['asks for', 'a request beside the page itself'],
  ['leads to #nowhere', 'a link without a target'],
  ['leads nowhere', 'a number that is no link'],
  ['is given twice', 'one id for two elements'],
  ['hover does not show its source', 'a tooltip that hover does not show'],
  ['touch does not show its source', 'a tooltip that touch does not show'],
  ['focus does not show its source', 'a tooltip that focus does not show'],
  ['has no tooltip', 'a number without a tooltip'],
  ['leaves the screen', 'a tooltip beyond the edge'],
  ['cut off or covered', 'a tooltip that its paragraph cuts off'],
  ['px wide on a screen of 390 px', 'a page wider than a phone'],
  ['overlap by', 'two texts on one another'],
  ['runs out of the picture', 'a text beyond its picture'],
  ['cannot be selected', 'a text that cannot be selected'],
  ['image-alt', 'a picture without alternative text'],
  ['color-contrast', 'grey on grey'],
  ['words are shown', 'words that only JavaScript writes'],
  ['script error', 'a script that fails'],
];

const good = await main([here('good.html')], { quiet: true });
const bad = await main([here('bad.html')], { quiet: true });
const unseen = planted.filter(([words]) => !bad.some((b) => b.includes(words)));
for (const g of good) console.log(`FALSE ALARM ${path.basename(g)}`);
for (const [words, what] of unseen) console.log(`NOT FOUND ${what} (${words})`);
if (process.argv.includes('--verbose')) for (const b of bad) console.log(b);
console.log(`self-test: ${planted.length - unseen.length} of ${planted.length} planted faults found, ${good.length} false alarms`);
process.exit(unseen.length || good.length ? 1 : 0);
