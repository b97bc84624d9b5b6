import { onNode } from './onNode.mjs';
import { UserError } from './userError.mjs';

// npm test: everything.
// npm run test:unit|oracle|lab|ui|host [-- PATTERN]: one part, and only the tests whose name matches.
const suites = ['unit', 'oracle', 'lab', 'ui', 'host'];
const [suite, pattern] = process.argv.slice(2);
const needs = suite === 'unit' || suite === 'oracle' ? [] : ['vscode', 'chromium'];

await onNode(import.meta.url, needs, async tools => {
  if (suite !== undefined && !suites.includes(suite)) {
    throw new UserError(`There is no suite ${suite}: choose one of ${suites.join(', ')}, or none for all.`);
  }
  const { testStages } = await import('./testStages.mjs');
  return testStages({ tools, chosen: suite === undefined ? suites : [suite], isWhole: suite === undefined, pattern });
});
