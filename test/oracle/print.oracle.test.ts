import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { askGoProgram, ensureOracle } from './goProgram.js';
import { ourAnswer, theirAnswer, type PrintAnswer } from './print/ourAnswer.js';
import { makePrintCases, printKinds, type PrintCase } from './print/printCases.js';
import { Random } from './random.js';

const seed = Number(process.env['HPA_SCOPE_SEED'] ?? 1);
const count = Number(process.env['HPA_SCOPE_CASES'] ?? 20_000);
const shownDisagreements = 5;

interface Disagreement {
  readonly asked: PrintCase;
  readonly ours: PrintAnswer;
  readonly theirs: PrintAnswer;
}

describe(`prints what Kubernetes prints (HPA_SCOPE_SEED=${seed} HPA_SCOPE_CASES=${count})`, () => {
  const cases = makePrintCases(new Random(seed), count);
  let answers: readonly unknown[] = [];

  beforeAll(async () => {
    answers = await askGoProgram(await ensureOracle('print'), cases);
  }, 900_000);

  for (const kind of printKinds) {
    it(kind, () => {
      const disagreements: Disagreement[] = [];
      let agreed = 0;
      let refused = 0;
      cases.forEach((asked, index) => {
        if (asked.kind !== kind) {
          return;
        }
        const ours = ourAnswer(asked);
        const theirs = theirAnswer(kind, answers[index]);
        if (isDeepStrictEqual(ours, theirs)) {
          agreed++;
          refused += theirs['error'] === undefined ? 0 : 1;
        } else {
          disagreements.push({ asked, ours, theirs });
        }
      });

      assert.equal(disagreements.length, 0, explain(disagreements));
      expect(agreed - refused).toBeGreaterThan(0.3 * agreed);
    });
  }
});

function explain(disagreements: readonly Disagreement[]): string {
  const shown = disagreements.slice(0, shownDisagreements).map(disagreement => JSON.stringify(disagreement, null, 1));
  const settings = `HPA_SCOPE_SEED=${seed} HPA_SCOPE_CASES=${count}`;
  return `${disagreements.length} disagreements with ${settings}:\n${shown.join('\n')}`;
}
