import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, it } from 'vitest';
import type { JsonObject } from '../../src/core/raw/jsonValue.js';
import { askGoProgram, ensureOracle } from './goProgram.js';
import { quotesDecoder } from './hpa/alikeTexts.js';
import { decisionsOf, disagreement, type Answer, type Disagreement } from './hpa/disagreement.js';
import { ourDecisions } from './hpa/ourDecisions.js';
import { expectedBranches, Reached } from './hpa/reached.js';
import { recordingCase, recordingText } from './hpa/recordingCases.js';
import { shrunk } from './hpa/shrink.js';
import { Random } from './random.js';

const seed = Number(process.env['HPA_SCOPE_SEED'] ?? 1);
const wantedPasses = Number(process.env['HPA_SCOPE_PASSES'] ?? 6_000);
const settings = `HPA_SCOPE_SEED=${seed} HPA_SCOPE_PASSES=${wantedPasses}`;
const keep = process.env['HPA_SCOPE_KEEP'] === '1';
const fixtures = join(import.meta.dirname, '..', 'fixtures', 'recordings');
const recordingsAtOnce = 200;
const shown = 5;

interface Found {
  readonly lines: readonly JsonObject[];
  readonly what: Disagreement;
}

describe(`decides what the HPA controller of Kubernetes decides (${settings})`, () => {
  const reached = new Reached();
  const found: Found[] = [];
  let program = '';
  let decoderTexts = 0;

  beforeAll(async () => {
    program = await ensureOracle('hpa');
    const random = new Random(seed);
    while (reached.passes < wantedPasses) {
      const cases = Array.from({ length: recordingsAtOnce }, () => recordingCase(random));
      const theirs = await askOracle(program, cases.map(recordingText));
      cases.forEach((lines, index) => {
        const [answer, ours] = [theirs[index] ?? [], ourAnswer(recordingText(lines))];
        reached.add(answer);
        decoderTexts += (decisionsOf(answer) ?? []).filter(quotesDecoder).length;
        const what = disagreement(ours, answer);
        found.push(...(what ? [{ lines, what }] : []));
      });
    }
    process.stdout.write(`${settings}: ${reached.passes} passes, ${decoderTexts} with a text of Go's JSON decoder\n`
      + `${reached.toString()}\n`);
  }, 1_800_000);

  it('in every field of every pass', async () => {
    const details = await Promise.all(oneOfEachKind(found).slice(0, shown).map(async one => explain(program, one)));
    assert.equal(found.length, 0, `${found.length} recordings disagree with ${settings}:\n${details.join('\n')}`);
  }, 600_000);

  it('in passes of every kind', () => {
    assert.deepEqual(expectedBranches.filter(branch => !reached.counts.has(branch)), []);
  });
});

async function askOracle(program: string, texts: readonly string[]): Promise<readonly Answer[]> {
  return await askGoProgram(program, texts) as Answer[];
}

function ourAnswer(text: string): Answer {
  return ourDecisions(text) as Answer;
}

function oneOfEachKind(found: readonly Found[]): Found[] {
  const kinds = new Map(found.map(one => [kindOf(one.what), one]));
  return [...kinds.values()];
}

/** The field and the reasons that both sides give, so that shrinking does not slip into another disagreement. */
function kindOf(what: Disagreement | undefined): string {
  const reasons = JSON.stringify([what?.ours ?? null, what?.theirs ?? null]).match(/"reason":"\w*"/g) ?? [];
  return [what?.field, ...reasons].join(' ');
}

/** A disagreement in a recording as small as it gets, kept as a fixture when that is wanted. */
async function explain(program: string, { lines, what }: Found): Promise<string> {
  const small = await shrunk(lines, async texts => {
    const theirs = await askOracle(program, texts);
    return texts.map((text, index) => kindOf(disagreement(ourAnswer(text), theirs[index] ?? [])) === kindOf(what));
  });
  const text = recordingText(small);
  if (keep) {
    mkdirSync(fixtures, { recursive: true });
    writeFileSync(join(fixtures, `disagreement-${seed}-${what.field}.hparec.jsonl`), text);
  }
  const [theirs] = await askOracle(program, [text]);
  return JSON.stringify(disagreement(ourAnswer(text), theirs ?? []), undefined, 1) + `\n${text}`;
}
