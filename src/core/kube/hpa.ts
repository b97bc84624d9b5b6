/** An autoscaling/v2 HorizontalPodAutoscaler: the fields that we read, as the API server sends them. */
export interface HorizontalPodAutoscaler {
  readonly metadata: HpaMetadata;
  readonly spec: HorizontalPodAutoscalerSpec;
  /** Absent on a manifest, and until the controller's first pass. */
  readonly status?: HorizontalPodAutoscalerStatus;
}

export interface HpaMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  /** Counts the changes of the spec. */
  readonly generation?: number;
  /** RFC 3339, whole seconds. */
  readonly creationTimestamp?: string;
}

export interface HorizontalPodAutoscalerSpec {
  readonly scaleTargetRef: CrossVersionObjectReference;
  readonly minReplicas?: number;
  readonly maxReplicas: number;
  readonly metrics?: readonly MetricSpec[] | null;
  /** Absent: the controller's defaults, which are other ones than those of an empty behavior. */
  readonly behavior?: HorizontalPodAutoscalerBehavior | null;
}

export interface HorizontalPodAutoscalerBehavior {
  readonly scaleUp?: HpaScalingRules | null;
  readonly scaleDown?: HpaScalingRules | null;
}

/** How fast, and how soon, one direction may scale. The API server fills what is absent, but for the last two. */
export interface HpaScalingRules {
  /** Max, Min, Disabled. */
  readonly selectPolicy?: string | null;
  readonly policies?: readonly HpaScalingPolicy[] | null;
  /** Of scaleDown, absent is the controller's `--horizontal-pod-autoscaler-downscale-stabilization`. */
  readonly stabilizationWindowSeconds?: number | null;
  /** A quantity. Absent: the controller's `--horizontal-pod-autoscaler-tolerance`. */
  readonly tolerance?: string | null;
}

export interface HpaScalingPolicy {
  /** Pods, Percent. */
  readonly type: string;
  readonly value: number;
  readonly periodSeconds: number;
}

export interface HorizontalPodAutoscalerStatus {
  readonly currentReplicas?: number;
  readonly desiredReplicas?: number;
  /** In the order of the spec's metrics, as the controller writes them; null before the first pass. */
  readonly currentMetrics?: readonly MetricStatus[] | null;
  readonly conditions?: readonly HpaCondition[] | null;
  /** RFC 3339, whole seconds. */
  readonly lastScaleTime?: string;
  /** The generation that the controller last looked at. */
  readonly observedGeneration?: number;
}

export interface CrossVersionObjectReference {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly name: string;
}

export interface HpaCondition {
  /** AbleToScale, ScalingActive, ScalingLimited. */
  readonly type: string;
  /** True, False, Unknown. */
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: string;
}

/** One metric to scale on. `type` names the field that holds it; a newer server may know more types than we. */
export interface MetricSpec {
  readonly type: string;
  readonly resource?: ResourceMetricSource;
  readonly containerResource?: ContainerResourceMetricSource;
  readonly pods?: NamedMetricSource;
  readonly object?: ObjectMetricSource;
  readonly external?: NamedMetricSource;
}

export interface ResourceMetricSource {
  readonly name: string;
  readonly target: MetricTarget;
}

export interface ContainerResourceMetricSource extends ResourceMetricSource {
  readonly container: string;
}

export interface NamedMetricSource {
  readonly metric: MetricIdentifier;
  readonly target: MetricTarget;
}

export interface ObjectMetricSource extends NamedMetricSource {
  readonly describedObject: CrossVersionObjectReference;
}

export interface MetricIdentifier {
  readonly name: string;
  /** Which of the series of that name. */
  readonly selector?: LabelSelector | null;
}

export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>> | null;
  readonly matchExpressions?: readonly LabelSelectorRequirement[] | null;
}

export interface LabelSelectorRequirement {
  readonly key: string;
  /** In, NotIn, Exists, DoesNotExist. */
  readonly operator: string;
  readonly values?: readonly string[] | null;
}

/** What a metric should be. Amounts are texts of quantities. */
export interface MetricTarget {
  /** Utilization, Value, AverageValue. */
  readonly type: string;
  readonly value?: string;
  readonly averageValue?: string;
  readonly averageUtilization?: number;
}

/** What a metric was when the controller looked. After a failure the type is empty and every field is absent. */
export interface MetricStatus {
  readonly type: string;
  readonly resource?: ResourceMetricStatus;
  readonly containerResource?: ResourceMetricStatus & { readonly container?: string };
  readonly pods?: NamedMetricStatus;
  readonly object?: NamedMetricStatus & { readonly describedObject?: CrossVersionObjectReference };
  readonly external?: NamedMetricStatus;
}

export interface MetricReading {
  readonly current: MetricValueStatus;
}

export interface ResourceMetricStatus extends MetricReading {
  readonly name?: string;
}

export interface NamedMetricStatus extends MetricReading {
  readonly metric?: MetricIdentifier;
}

/** Amounts are texts of quantities. */
export interface MetricValueStatus {
  readonly value?: string;
  readonly averageValue?: string;
  readonly averageUtilization?: number;
}
