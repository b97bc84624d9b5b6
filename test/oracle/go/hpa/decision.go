package main

import (
	"encoding/json"

	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
)

type decision struct {
	Time            string          `json:"time"`
	HPA             string          `json:"hpa"`
	CurrentReplicas *int32          `json:"currentReplicas"`
	DesiredReplicas int32           `json:"desiredReplicas"`
	Rescale         bool            `json:"rescale"`
	Events          []event         `json:"events"`
	Conditions      []condition     `json:"conditions"`
	CurrentMetrics  json.RawMessage `json:"currentMetrics"`
	Requests        []string        `json:"requests"`
}

type condition struct {
	Type    string `json:"type"`
	Status  string `json:"status"`
	Reason  string `json:"reason"`
	Message string `json:"message"`
}

// decision reads off what the controller did in the pass that has just ended.
func (d *driven) decision(next pass) (*decision, error) {
	status, err := d.statusAfter(next.hpa)
	if err != nil {
		return nil, err
	}
	made := &decision{
		Time: next.timeText, HPA: next.hpa.Namespace + "/" + next.hpa.Name,
		DesiredReplicas: status.DesiredReplicas,
		Events:          append([]event{}, d.events.events...),
		Conditions:      []condition{},
		CurrentMetrics:  []byte("null"),
		Requests:        append([]string{}, d.server.requests...),
	}
	for _, c := range status.Conditions {
		made.Conditions = append(made.Conditions, condition{string(c.Type), string(c.Status), c.Reason, c.Message})
	}
	if len(status.CurrentMetrics) > 0 {
		if made.CurrentMetrics, err = json.Marshal(status.CurrentMetrics); err != nil {
			return nil, err
		}
	}
	if !d.emitted("FailedGetScale") {
		made.CurrentReplicas = &status.CurrentReplicas
	}
	if made.Rescale = d.emitted("SuccessfulRescale"); made.Rescale {
		made.DesiredReplicas, err = d.replicasWritten()
	}
	return made, err
}

// statusAfter is the status that the controller wrote, or the one it found right.
func (d *driven) statusAfter(before *autoscalingv2.HorizontalPodAutoscaler) (*autoscalingv2.HorizontalPodAutoscalerStatus, error) {
	if d.server.statusWritten == nil {
		return &before.Status, nil
	}
	var written autoscalingv2.HorizontalPodAutoscaler
	err := json.Unmarshal(d.server.statusWritten, &written)
	return &written.Status, err
}

func (d *driven) emitted(reason string) bool {
	for _, e := range d.events.events {
		if e.Reason == reason {
			return true
		}
	}
	return false
}

func (d *driven) replicasWritten() (int32, error) {
	var written autoscalingv1.Scale
	err := json.Unmarshal(d.server.scaleWritten, &written)
	return written.Spec.Replicas, err
}
