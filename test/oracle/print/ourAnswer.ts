import { formatReference, formatTargets } from '../../../src/core/hpa/targets.js';
import { humanDuration } from '../../../src/core/kube/age.js';
import { parseDuration } from '../../../src/core/kube/duration.js';
import { formatQuantity } from '../../../src/core/kube/formatQuantity.js';
import { parseQuantity } from '../../../src/core/kube/parseQuantity.js';
import type { Quantity } from '../../../src/core/kube/quantity.js';
import { compareQuantities, sumQuantities } from '../../../src/core/kube/quantityArithmetic.js';
import { milliValue, value } from '../../../src/core/kube/quantityValue.js';
import { podUsage, usageOf } from '../../../src/core/metrics/podMetrics.js';
import { formatCpu, formatMemory, formatShare } from '../../../src/core/metrics/usageText.js';
import { ourDescription, theirDescription } from './describedHpas.js';
import type { PrintCase } from './printCases.js';

/** What one side says to a case: named texts, or `error` with the reason. */
export type PrintAnswer = Readonly<Record<string, string>>;

/** What our code says to a case, in the shape of {@link theirAnswer}. */
export function ourAnswer(asked: PrintCase): PrintAnswer {
  switch (asked.kind) {
    case 'quantity': {
      const parsed = parseQuantity(asked.text);
      return parsed.ok ? describe(parsed.quantity) : { error: parsed.reason };
    }
    case 'sum': {
      const [first, second, ...others] = asked.texts.map(quantityOf);
      if (!first || !second) {
        throw new Error('a sum needs two quantities');
      }
      const compared = String(compareQuantities(first, second));
      return { ...describe(sumQuantities([first, second, ...others])), compared };
    }
    case 'duration': {
      const parsed = parseDuration(asked.text);
      return parsed.ok ? { ns: String(parsed.ns) } : { error: parsed.reason };
    }
    case 'age': return { text: humanDuration(asked.ms) };
    case 'hpa': {
      const { spec, status } = asked.object;
      return {
        Reference: formatReference(spec.scaleTargetRef),
        Targets: formatTargets(spec.metrics, status?.currentMetrics),
      };
    }
    case 'describe': return { text: ourDescription(asked.object) };
    case 'pod': return podAnswer(asked);
    case 'node': return nodeAnswer(asked);
  }
}

/** What the Go program said, with its error texts turned into our reasons and its tables into single spaces. */
export function theirAnswer(kind: PrintCase['kind'], raw: unknown): PrintAnswer {
  const answer = raw as PrintAnswer;
  if (answer['error'] !== undefined) {
    return { error: reasonOf(answer['error']) };
  }
  switch (kind) {
    case 'hpa': return pick(answer, ['Reference', 'Targets']);
    case 'describe': return { text: theirDescription(answer['text'] ?? '') };
    case 'pod': return { pod: squeeze(answer['pod']), containers: squeeze(answer['containers']) };
    case 'node': return { node: squeeze(answer['node']) };
    case 'quantity':
    case 'sum':
    case 'duration':
    case 'age': return answer;
  }
}

function podAnswer({ object }: Extract<PrintCase, { kind: 'pod' }>): PrintAnswer {
  const { name } = object.metadata;
  const containers = (object.containers ?? []).map(container =>
    topLine([name, container.name], usageOf(container.usage, 'cpu'), usageOf(container.usage, 'memory')));
  return {
    pod: topLine([name], podUsage(object, 'cpu'), podUsage(object, 'memory')),
    containers: containers.join('\n'),
  };
}

function topLine(names: readonly string[], cpu: Quantity | undefined, memory: Quantity | undefined): string {
  return [...names, formatCpu(cpu), formatMemory(memory)].join(' ');
}

function nodeAnswer({ object, allocatable }: Extract<PrintCase, { kind: 'node' }>): PrintAnswer {
  const columns = ['cpu', 'memory'].flatMap(resource => {
    const usage = usageOf(object.usage, resource);
    const available = allocatable[resource];
    return [
      resource === 'cpu' ? formatCpu(usage) : formatMemory(usage),
      ...(available === undefined ? [] : [formatShare(usage, quantityOf(available))]),
    ];
  });
  return { node: [object.metadata.name, ...columns].join(' ') };
}

function describe(quantity: Quantity): PrintAnswer {
  return {
    milli: String(milliValue(quantity)),
    value: String(value(quantity)),
    string: formatQuantity(quantity),
  };
}

function quantityOf(text: string): Quantity {
  const parsed = parseQuantity(text);
  if (!parsed.ok) {
    throw new Error(`${JSON.stringify(text)} is no quantity for us: ${parsed.reason}`);
  }
  return parsed.quantity;
}

function reasonOf(error: string): string {
  const reasons: readonly [start: string, reason: string][] = [
    ['quantities must match', 'format'],
    ['unable to parse quantity\'s suffix', 'suffix'],
    ['unable to parse numeric part', 'numeric'],
    ['time: missing unit', 'missingUnit'],
    ['time: unknown unit', 'unknownUnit'],
    ['time: invalid duration', 'invalid'],
  ];
  return reasons.find(([start]) => error.startsWith(start))?.[1] ?? error;
}

function pick(answer: PrintAnswer, names: readonly string[]): PrintAnswer {
  return Object.fromEntries(names.map(name => [name, answer[name] ?? '']));
}

function squeeze(table = ''): string {
  return table.trim().split('\n').map(line => line.trim().split(/\s+/).join(' ')).join('\n');
}
