import { parseArgs } from 'node:util';
import { onNode } from './onNode.mjs';
import { UserError } from './userError.mjs';

// npm test: everything.
// npm run test:unit|oracle|lab|ui|host [-- PATTERN]: one part, and only the tests whose name matches.
// npm run test:oracle -- --seed S --passes N: as many made-up passes of the HPA controller, from another seed.
const suites = ['unit', 'oracle', 'lab', 'ui', 'host'];
const [suite, ...rest] = process.argv.slice(2);
const needs = suite === 'unit' || suite === 'oracle' ? [] : ['vscode', 'chromium'];

await onNode(import.meta.url, needs, async tools => {
  if (suite !== undefined && !suites.includes(suite)) {
    throw new UserError(`There is no suite ${suite}: choose one of ${suites.join(', ')}, or none for all.`);
  }
  const { pattern, settings } = suiteOptions();
  const { testStages } = await import('./testStages.mjs');
  return testStages({
    tools: { ...tools, env: { ...tools.env, ...settings } },
    chosen: suite === undefined ? suites : [suite], isWhole: suite === undefined, pattern,
  });
});

/** Which tests, and what the suites are told. */
function suiteOptions() {
  const options = { seed: { type: 'string' }, passes: { type: 'string' } };
  try {
    const { positionals: [pattern], values } = parseArgs({ args: rest, options, allowPositionals: true });
    const wrong = Object.entries(values).find(([, value]) => !/^\d+$/.test(value));
    if (wrong) {
      throw new Error(`--${wrong[0]} must be a whole number, not "${wrong[1]}".`);
    }
    const settings = Object.entries(values).map(([name, value]) => [`HPA_SCOPE_${name.toUpperCase()}`, value]);
    return { pattern, settings: Object.fromEntries(settings) };
  } catch (error) {
    throw new UserError(error.message);
  }
}
