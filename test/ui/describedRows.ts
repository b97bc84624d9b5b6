import { squeeze, type DescribedHpa } from '../cluster/autoscalers/kubectlDescribe.js';
import type { Row } from './treeView.js';

/**
 * What the rows of one autoscaler say, as `kubectl describe hpa` would print it. Ages are left out on both sides, since
 * they go on, and events are sorted as texts.
 *
 * @param rows the row of the autoscaler and all below it
 */
export function describedByRows(rows: readonly Row[]): DescribedHpa {
  const [hpa] = rows;
  const depth = hpa?.path.length ?? 0;
  const below = (...labels: string[]): Row[] => rows.filter(({ path }) =>
    path.length === depth + labels.length + 1 && labels.every((label, index) => path[depth + index] === label));
  const [, reference = '', minReplicas = '', maxReplicas = ''] =
    /^(.*), (\d+) … (\d+) replicas$/.exec(below().find(({ label }) => label === 'Target')?.description ?? '') ?? [];
  return {
    name: hpa?.label ?? '',
    reference,
    minReplicas,
    maxReplicas,
    pods: podsText(hpa),
    metrics: below('Metrics').map(heardBehindLabel),
    conditions: below('Conditions').map(conditionText),
    behavior: ['Scale Up', 'Scale Down'].flatMap(direction => below('Behavior', direction)
      .map(({ label, description }) => squeeze(`${direction}: ${label}: ${description}`))),
    events: below('Events').filter(({ label }) => !label.startsWith('none: ')).map(eventText).sort(),
  };
}

/** `4 → 7` is what the controller wants; a single number is what it has, and wants. */
function podsText(row: Row | undefined): string {
  const [, current = '', desired = current] = /^(\d+)(?: → (\d+))?/.exec(row?.description ?? '') ?? [];
  return `${current} current / ${desired} desired`;
}

/** What is heard of a metric is what kubectl describe prints of it. */
function heardBehindLabel({ label, ariaLabel }: Row): string {
  return squeeze(ariaLabel.slice(`${label}, `.length));
}

/** Between the reason and the message the row says how long it has been so. */
function conditionText({ label, description }: Row): string {
  const [status, reason, , ...message] = description.split('  ');
  return squeeze([label, status, reason, ...message].join(' '));
}

/** `Warning FailedGetScale x3 horizontal-pod-autoscaler no matches for kind`. */
function eventText({ label, description, ariaLabel }: Row): string {
  const [age = '', ...message] = description.split('   ');
  const [, type = ''] = ariaLabel.slice(label.length).split(', ');
  const from = ariaLabel.slice(ariaLabel.lastIndexOf(', ') + 2);
  const [count = ''] = /x\d+/.exec(age) ?? [];
  return squeeze([type, label, count, from, ...message].join(' '));
}

/** What kubectl prints, without what {@link describedByRows} leaves out. */
export function comparable(theirs: DescribedHpa): DescribedHpa {
  return {
    ...theirs,
    events: theirs.events
      .map(line => squeeze(line.replace(/\S+ \((x\d+) over \S+\)|(?<= )\d\S* (?=horiz)/, '$1 '))).sort(),
  };
}
