package main

import (
	"encoding/json"

	autoscalingv2 "k8s.io/api/autoscaling/v2"
	v1 "k8s.io/api/core/v1"
	kubectl "k8s.io/kubectl/pkg/describe"
)

// describeHpa says all that `kubectl describe hpa` says about one autoscaling/v2 object, but for its events.
func describeHpa(line json.RawMessage) (answer, error) {
	var c struct {
		Object autoscalingv2.HorizontalPodAutoscaler `json:"object"`
	}
	if err := json.Unmarshal(line, &c); err != nil {
		return nil, err
	}
	var noEvents *v1.EventList
	var noClient *kubectl.HorizontalPodAutoscalerDescriber
	text, err := kubectl.DefaultObjectDescriber.DescribeObject(&c.Object, noEvents, noClient)
	if err != nil {
		return nil, err
	}
	return answer{"text": text}, nil
}
