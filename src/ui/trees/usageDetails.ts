import { t } from '../../base/l10n.js';
import type { ContainerUsage, NodeUsageRow, PodUsageRow, Usage } from '../../core/metrics/usageRow.js';
import { podRef } from '../../core/raw/objectRef.js';
import type { DetailNode } from './detailNode.js';
import { detail } from './detailNodes.js';
import { sampleText, spokenUsage, staleText, useInWords, usageText } from './usageText.js';

/** The containers of a pod, and the age of the sample. */
export function podUsageDetails(row: PodUsageRow, nowMs: number): DetailNode[] {
  return [
    ...row.containers.map(container => containerLine(row, container)),
    ...(row.containers.length > 1 ? [wholeLine(row)] : []),
    sampleLine(row, nowMs),
  ];
}

/** What pods can have of a node, the age of the sample, and why the node is not ready. */
export function nodeUsageDetails(row: NodeUsageRow, nowMs: number): DetailNode[] {
  const isMeasured = row.sampledAtMs !== undefined;
  return [
    ...(row.notReady ? [notReadyLine(row.id, row.notReady)] : []),
    ...(isMeasured || row.cpu.allocatable ? useLines(row.id, row) : []),
    sampleLine(row, nowMs),
  ];
}

/** In numbers as kubectl prints them; opened, in words. The container of a pod with one is open from the start. */
function containerLine({ id, namespace, name, containers }: PodUsageRow, container: ContainerUsage): DetailNode {
  return detail({
    id: `${id}/${container.name}`,
    label: container.name,
    description: usageText(container),
    spoken: spokenUsage(container),
    icon: 'symbol-method',
    contextValue: 'containerUsage',
    about: { object: podRef({ namespace, name }), container: container.name },
    open: containers.length === 1,
    children: () => useLines(`${id}/${container.name}`, container),
  });
}

/** The pod as a whole is compared with what all its containers, or the pod itself, ask for. */
function wholeLine(row: PodUsageRow): DetailNode {
  return detail({
    id: `${row.id}//pod`,
    label: t('Whole pod'),
    description: usageText(row),
    spoken: spokenUsage(row),
    icon: 'package',
    children: () => useLines(`${row.id}//pod`, row),
  });
}

function useLines(id: string, { cpu, memory }: Usage): DetailNode[] {
  return [
    detail({ id: `${id}//cpu`, label: 'cpu', description: useInWords(cpu), icon: 'symbol-numeric' }),
    detail({ id: `${id}//memory`, label: 'memory', description: useInWords(memory), icon: 'symbol-numeric' }),
  ];
}

function sampleLine(row: PodUsageRow | NodeUsageRow, nowMs: number): DetailNode {
  const stale = staleText(row, nowMs);
  const atTime = row.sampledAtMs === undefined ? undefined : new Date(row.sampledAtMs).toLocaleTimeString();
  return detail({
    id: `${row.id}//sample`,
    label: t('Sample'),
    description: [sampleText(row, nowMs), atTime].filter(Boolean).join(', '),
    icon: stale ? 'history' : 'clock',
    ...(stale ? { color: 'list.warningForeground' } : {}),
  });
}

function notReadyLine(id: string, { status, reason, message }: NonNullable<NodeUsageRow['notReady']>): DetailNode {
  return detail({
    id: `${id}//ready`,
    label: 'Ready',
    description: [status, reason, message].filter(Boolean).join('  '),
    spoken: [status, reason, message].filter(Boolean).join(', '),
    icon: 'warning',
    color: 'list.warningForeground',
  });
}
