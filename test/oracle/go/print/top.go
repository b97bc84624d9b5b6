package main

import (
	"bytes"
	"encoding/json"

	v1 "k8s.io/api/core/v1"
	"k8s.io/kubectl/pkg/metricsutil"
	metricsapi "k8s.io/metrics/pkg/apis/metrics"
	metricsv1beta1 "k8s.io/metrics/pkg/apis/metrics/v1beta1"
)

// pod prints one PodMetrics as `kubectl top pods` does, without and with --containers.
func pod(line json.RawMessage) (answer, error) {
	var c struct {
		Object metricsv1beta1.PodMetrics `json:"object"`
	}
	if err := json.Unmarshal(line, &c); err != nil {
		return nil, err
	}
	var internal metricsapi.PodMetrics
	if err := metricsv1beta1.Convert_v1beta1_PodMetrics_To_metrics_PodMetrics(&c.Object, &internal, nil); err != nil {
		return nil, err
	}

	result := answer{}
	for name, containers := range map[string]bool{"pod": false, "containers": true} {
		var out bytes.Buffer
		printer := metricsutil.NewTopCmdPrinter(&out, false)
		metrics := []metricsapi.PodMetrics{*internal.DeepCopy()}
		if err := printer.PrintPodMetrics(metrics, containers, false, true, "", false); err != nil {
			return nil, err
		}
		result[name] = out.String()
	}
	return result, nil
}

// node prints one NodeMetrics as `kubectl top nodes` does, against what the node says it can allocate.
func node(line json.RawMessage) (answer, error) {
	var c struct {
		Object      metricsv1beta1.NodeMetrics `json:"object"`
		Allocatable v1.ResourceList            `json:"allocatable"`
	}
	if err := json.Unmarshal(line, &c); err != nil {
		return nil, err
	}
	var internal metricsapi.NodeMetrics
	if err := metricsv1beta1.Convert_v1beta1_NodeMetrics_To_metrics_NodeMetrics(&c.Object, &internal, nil); err != nil {
		return nil, err
	}

	var out bytes.Buffer
	printer := metricsutil.NewTopCmdPrinter(&out, false)
	available := map[string]v1.ResourceList{internal.Name: c.Allocatable}
	if err := printer.PrintNodeMetrics([]metricsapi.NodeMetrics{internal}, available, true, ""); err != nil {
		return nil, err
	}
	return answer{"node": out.String()}, nil
}
