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
  /** RFC 3339, whole seconds. */
  readonly creationTimestamp?: string;
}

export interface HorizontalPodAutoscalerSpec {
  readonly scaleTargetRef: CrossVersionObjectReference;
  readonly minReplicas?: number;
  readonly maxReplicas: number;
  readonly metrics?: readonly MetricSpec[];
}

export interface HorizontalPodAutoscalerStatus {
  readonly currentReplicas?: number;
  readonly desiredReplicas?: number;
  /** The metric at an index belongs to the spec's metric at the same index; null before the first pass. */
  readonly currentMetrics?: readonly MetricStatus[] | null;
  readonly conditions?: readonly HpaCondition[];
  /** RFC 3339, whole seconds. */
  readonly lastScaleTime?: string;
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
  readonly resource?: MetricReading;
  readonly containerResource?: MetricReading;
  readonly pods?: MetricReading;
  readonly object?: MetricReading;
  readonly external?: MetricReading;
}

export interface MetricReading {
  readonly current: MetricValueStatus;
}

/** Amounts are texts of quantities. */
export interface MetricValueStatus {
  readonly value?: string;
  readonly averageValue?: string;
  readonly averageUtilization?: number;
}
