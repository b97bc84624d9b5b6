import { ClusterError } from '../../base/errors.js';
import { t } from '../../base/l10n.js';
import type { ControllerConfig } from '../../core/hpa/controllerConfig.js';
import { decideReplicas } from '../../core/hpa/decision.js';
import type { HpaDecision } from '../../core/hpa/hpaDecision.js';
import type { Observation } from '../../core/hpa/observation.js';
import type { ApiResponse, ApiResponses } from '../../core/hpa/requests/apiReader.js';
import type { HorizontalPodAutoscaler } from '../../core/kube/hpa.js';
import type { Pod } from '../../core/kube/pod.js';
import { autoscalerRef, objectPath } from '../../core/raw/objectRef.js';
import { parseJson } from '../../core/raw/jsonValue.js';
import { trimmedBody, trimmedHpa, trimmedPod } from '../../core/recording/trimmed.js';
import type { KubeAnswer, KubeClient } from '../kubeClient.js';
import { namespacedPath } from '../namespacedPath.js';

/** The scale first, then the metrics; a target that has to be asked for in several versions takes one more each. */
const MOST_ROUNDS = 8;
const MOST_PODS = 20_000;
const MOST_BYTES = 64 * 1024 * 1024;
const NS_PER_MS = 1_000_000n;
/** The API server tells its clock in whole seconds: less than this is no difference. */
const SMALLEST_SKEW_MS = 2_000;

/** What is to be observed: an autoscaler as read, and what its controller runs with. */
export interface Observed {
  readonly hpa: HorizontalPodAutoscaler;
  readonly config: ControllerConfig;
}

/** Reads an autoscaler. @throws ClusterError */
export function readHpa(
  client: KubeClient, { namespace, name }: { readonly namespace: string; readonly name: string }, signal: AbortSignal,
): Promise<HorizontalPodAutoscaler> {
  return client.get(objectPath(autoscalerRef({ namespace, name })), signal);
}

/**
 * Gathers everything that one decision about an autoscaler depends on. The decision itself says what that is: it is
 * made of what is known, and what it would have liked to read is read, until nothing is missing. Nothing is written.
 *
 * @returns the observation, of the moment when the reading began, by the cluster's clock
 * @throws ClusterError also when we may not read something: what the controller is told, we do not know then
 */
export async function observe(
  client: KubeClient, { hpa, config }: Observed, signal: AbortSignal,
): Promise<Observation> {
  const startedMs = Date.now();
  const reading = new Reading(client, hpa.metadata.namespace ?? '', signal);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { decision } = decideReplicas(config, new Map(), observationOf(hpa, reading, startedMs));
    if (!await reading.readMissing(decision)) {
      return observationOf(hpa, reading, startedMs);
    }
  }
  throw new ClusterError('badResponse', t('the target is served in too many versions'));
}

function observationOf(hpa: HorizontalPodAutoscaler, reading: Reading, startedMs: number): Observation {
  const { pods, responses, clockSkewMs } = reading;
  return { nowNs: BigInt(startedMs + clockSkewMs) * NS_PER_MS, hpa: trimmedHpa(hpa), pods: pods ?? [], responses };
}

/** What was read so far. */
class Reading {
  responses: ApiResponses = {};
  pods: readonly Pod[] | undefined;
  clockSkewMs = 0;

  constructor(
    private readonly client: KubeClient, private readonly namespace: string, private readonly signal: AbortSignal,
  ) {}

  /** Reads what a decision lacked. @returns whether there was anything */
  async readMissing({ requests, steps }: HpaDecision): Promise<boolean> {
    const missing = [...new Set(requests)]
      .filter(request => request.startsWith('GET ') && !Object.hasOwn(this.responses, request));
    const selector = steps.find(step => step.kind === 'readScale')?.scale?.selector;
    const needsPods = this.pods === undefined && selector !== undefined && selector !== '';
    const [answers, pods] = await Promise.all([
      Promise.all(missing.map(async request => [request, await this.#read(request)] as const)),
      needsPods ? this.#listPods(selector) : this.pods,
    ]);
    this.responses = { ...this.responses, ...Object.fromEntries(answers) };
    this.pods = pods;
    return missing.length > 0 || needsPods;
  }

  async #read(request: string): Promise<ApiResponse> {
    const answer = await this.client.getAnswer(request.slice('GET '.length), MOST_BYTES, this.signal);
    this.#readClock(answer);
    const json = parseJson(answer.body);
    if (json === undefined) {
      return answer.body === '' ? { status: answer.status } : { status: answer.status, body: answer.body };
    }
    return { status: answer.status, body: trimmedBody(json) };
  }

  #readClock({ dateMs }: KubeAnswer): void {
    const skewMs = dateMs === undefined ? 0 : dateMs - Date.now();
    this.clockSkewMs = Math.abs(skewMs) < SMALLEST_SKEW_MS ? 0 : skewMs;
  }

  async #listPods(selector: string): Promise<readonly Pod[]> {
    const path = `${namespacedPath('/api/v1', 'pods', this.namespace)}?labelSelector=${encodeURIComponent(selector)}`;
    const pods: Pod[] = [];
    for await (const page of this.client.list<Pod>(path, this.signal)) {
      pods.push(...(page.items ?? []).map(trimmedPod));
      if (pods.length > MOST_PODS) {
        throw new ClusterError('badResponse', t('the selector finds more than {0} pods', MOST_PODS));
      }
    }
    return pods;
  }
}
