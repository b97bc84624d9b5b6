import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { autoscalerRow } from '../../src/core/hpa/autoscalerRow.js';
import type { HorizontalPodAutoscaler } from '../../src/core/kube/hpa.js';
import { autoscalerItem } from '../../src/ui/trees/autoscalerTree.js';

/** At 4 replicas, wanting 7; each case changes only what it is about. */
function hpa(status: Partial<NonNullable<HorizontalPodAutoscaler['status']>> = {}): HorizontalPodAutoscaler {
  return {
    metadata: { name: 'web', namespace: 'shop' },
    spec: {
      scaleTargetRef: { kind: 'Deployment', name: 'web' },
      minReplicas: 2,
      maxReplicas: 10,
      metrics: [{
        type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } },
      }],
    },
    status: {
      currentReplicas: 4,
      desiredReplicas: 7,
      currentMetrics: [{ type: 'Resource', resource: { current: { averageUtilization: 92, averageValue: '460m' } } }],
      conditions: [{ type: 'AbleToScale', status: 'True', reason: 'SucceededRescale' }],
      ...status,
    },
  };
}

const failing = {
  type: 'ScalingActive', status: 'False', reason: 'FailedGetPodsMetric',
  message: '[click](command:evil) **bold** <img src=x> $(bug)',
};

const textOf = (tooltip: vscode.TreeItem['tooltip']): string =>
  tooltip instanceof vscode.MarkdownString ? tooltip.value : tooltip ?? '';

describe('the row of an autoscaler', () => {
  it('answers the first question by itself', () => {
    const item = autoscalerItem(autoscalerRow(hpa()));
    assert.equal(item.label, 'web');
    assert.equal(item.description, '4 → 7   cpu: 92%/60%');
  });

  it('says one number when nothing is to change', () => {
    const item = autoscalerItem(autoscalerRow(hpa({ desiredReplicas: 4 })));
    assert.equal(item.description, '4   cpu: 92%/60%');
  });

  it('says to a screen reader what the icon says to the eye', () => {
    const spoken = autoscalerItem(autoscalerRow(hpa({ conditions: [failing] }))).accessibilityInformation?.label;
    assert.equal(spoken, 'web, from 4 to 7 replicas, cpu: 92%/60%, cannot scale, FailedGetPodsMetric');
  });

  it('shows text from the cluster as text', () => {
    const item = autoscalerItem(autoscalerRow(hpa({ conditions: [failing] })));
    const tooltip = textOf(item.tooltip);
    assert.ok(item.tooltip instanceof vscode.MarkdownString && !item.tooltip.isTrusted && !item.tooltip.supportHtml);
    assert.ok(tooltip.includes('\\[click\\]\\(command\\:evil\\) \\*\\*bold\\*\\* \\<img'), tooltip);
    assert.ok(tooltip.includes('\\$\\(bug\\)'), tooltip);
  });

  it('keeps its id when its numbers change, so that it keeps its place', () => {
    const later = autoscalerItem(autoscalerRow(hpa({ desiredReplicas: 9 })));
    assert.equal(autoscalerItem(autoscalerRow(hpa())).id, later.id);
  });
});
