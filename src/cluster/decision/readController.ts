import { ClusterError } from '../../base/errors.js';
import { controllerAssumptions, type ControllerAssumptions } from '../../core/hpa/compare/controllerAssumptions.js';
import type { ControllerSettings } from '../../core/hpa/compare/controllerSettings.js';
import type { ControllerConfig } from '../../core/hpa/controllerConfig.js';
import { restMappings } from '../../core/hpa/restMappings.js';
import type { HorizontalPodAutoscaler } from '../../core/kube/hpa.js';
import type { KubeClient, KubeList } from '../kubeClient.js';
import { discoverCustomMetrics, discoverMappings } from './discoverMappings.js';

const MANAGER_PODS = '/api/v1/namespaces/kube-system/pods?labelSelector=component%3Dkube-controller-manager&limit=10';

/** What the controller of a cluster runs with, and how to find what an autoscaler refers to. */
export interface SeenController extends ControllerAssumptions {
  readonly config: ControllerConfig;
  /** Whether a pod of kube-controller-manager could be read: managed clusters hide it. */
  readonly isPodSeen: boolean;
}

interface ManagerPod {
  readonly spec?: {
    readonly containers?: readonly { readonly command?: readonly string[]; readonly args?: readonly string[] }[];
  };
}

/** Looks for what the HPA controller runs with; what the user sets is not looked for. @throws ClusterError */
export async function readController(
  client: KubeClient, hpa: HorizontalPodAutoscaler, settings: ControllerSettings, signal: AbortSignal,
): Promise<SeenController> {
  const [version, command, mappings, customMetricsVersion] = await Promise.all([
    orUnseen(client.get<{ readonly gitVersion?: string }>('/version', signal)),
    orUnseen(readCommand(client, signal)),
    discoverMappings(client, hpa, signal),
    usesCustomMetrics(hpa) ? discoverCustomMetrics(client, signal) : undefined,
  ]);
  const assumed = controllerAssumptions(version?.gitVersion, command, settings);
  return {
    ...assumed,
    config: { ...assumed.flags, restMappings: restMappings(mappings), customMetricsVersion },
    isPodSeen: command !== undefined,
  };
}

async function readCommand(client: KubeClient, signal: AbortSignal): Promise<readonly string[] | undefined> {
  const { items } = await client.get<KubeList<ManagerPod>>(MANAGER_PODS, signal);
  const [container] = items?.[0]?.spec?.containers ?? [];
  return container && [...container.command ?? [], ...container.args ?? []];
}

function usesCustomMetrics({ spec: { metrics } }: HorizontalPodAutoscaler): boolean {
  return (metrics ?? []).some(({ type }) => type === 'Pods' || type === 'Object');
}

/** What the API server does not tell us is assumed; that it does not answer at all is a failure. */
async function orUnseen<T>(answer: Promise<T>): Promise<T | undefined> {
  return answer.catch((error: unknown) => {
    if (error instanceof ClusterError && (error.code === 'forbidden' || error.code === 'notFound')) {
      return undefined;
    }
    throw error;
  });
}
