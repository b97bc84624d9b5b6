import type { DecisionRow } from '../../core/hpa/compare/decisionRow.js';
import { compareDecision } from '../../core/hpa/compare/followedDecision.js';
import { explainMarkdown } from '../../core/hpa/explain/explainMarkdown.js';
import { whatWouldChange } from '../../core/hpa/explain/whatWouldChange.js';
import type { RawDocument } from '../../core/raw/rawDocument.js';
import { rowOf, strangersOf, type FollowedSubject } from './followDecision.js';
import { observe, readHpa } from './observe.js';
import { readController } from './readController.js';

/** An autoscaler explained at one moment. Plain data. */
export interface ExplainedOnce {
  readonly row: DecisionRow;
  /** What would have led to another number, a sentence each. */
  readonly changes: readonly string[];
}

/**
 * Looks at an autoscaler once, with what is remembered of it where it is followed; nothing is remembered of this look.
 *
 * @throws ClusterError
 */
export async function explainOnce(followed: FollowedSubject, signal: AbortSignal): Promise<ExplainedOnce> {
  const { client, subject, settings, memories, key } = followed;
  const hpa = await readHpa(client, subject, signal);
  const controller = await readController(client, hpa, settings, signal);
  const observed = await observe(client, { hpa, config: controller.config }, signal);
  const compared = compareDecision(controller, memories.get(key), observed);
  const { observation, memoryBefore: memory } = compared;
  return {
    row: rowOf(compared, controller, await strangersOf(client, compared, signal)),
    changes: whatWouldChange({ config: controller.config, memory, observation }).map(({ text }) => text),
  };
}

/** The same as a document. @throws ClusterError */
export async function readReport(followed: FollowedSubject, signal: AbortSignal): Promise<RawDocument> {
  const { row, changes } = await explainOnce(followed, signal);
  return { text: explainMarkdown(row, changes), language: 'markdown', links: [], secrecy: 'none' };
}
