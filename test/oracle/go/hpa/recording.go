package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	autoscalingv2 "k8s.io/api/autoscaling/v2"
	v1 "k8s.io/api/core/v1"
	kubejson "sigs.k8s.io/json"
)

const followedVersion = "1.37"

type recording struct {
	header header
	passes []pass
}

type header struct {
	FormatVersion        int                 `json:"formatVersion"`
	Controller           settings            `json:"controller"`
	RestMappings         map[string][]string `json:"restMappings"`
	CustomMetricsVersion string              `json:"customMetricsVersion"`
}

// settings are the flags of kube-controller-manager that matter; what a file leaves out has upstream's default.
type settings struct {
	Version                        string          `json:"version"`
	SyncPeriodSeconds              float64         `json:"syncPeriodSeconds"`
	Tolerance                      float64         `json:"tolerance"`
	DownscaleStabilizationSeconds  float64         `json:"downscaleStabilizationSeconds"`
	CPUInitializationPeriodSeconds float64         `json:"cpuInitializationPeriodSeconds"`
	InitialReadinessDelaySeconds   float64         `json:"initialReadinessDelaySeconds"`
	FeatureGates                   map[string]bool `json:"featureGates"`
}

type pass struct {
	timeText  string
	time      time.Time
	hpa       *autoscalingv2.HorizontalPodAutoscaler // nil in a deletion
	pods      []*v1.Pod
	responses map[string]response
	deleted   *objectName
}

type objectName struct {
	Namespace string `json:"namespace"`
	Name      string `json:"name"`
}

type response struct {
	Status int             `json:"status"`
	Body   json.RawMessage `json:"body"`
}

func parseRecording(text string) (*recording, error) {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	parsed := &recording{header: header{Controller: settings{
		Version: followedVersion, SyncPeriodSeconds: 15, Tolerance: 0.1, DownscaleStabilizationSeconds: 300,
		CPUInitializationPeriodSeconds: 300, InitialReadinessDelaySeconds: 30,
	}}}
	if err := json.Unmarshal([]byte(lines[0]), &parsed.header); err != nil {
		return nil, fmt.Errorf("line 1: %w", err)
	}
	if parsed.header.FormatVersion != 1 || parsed.header.Controller.Version != followedVersion {
		return nil, fmt.Errorf("line 1: only format 1 and Kubernetes %s are followed here", followedVersion)
	}
	for i, line := range lines[1:] {
		next, err := parsePass([]byte(line))
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", i+2, err)
		}
		parsed.passes = append(parsed.passes, next)
	}
	return parsed, nil
}

// parsePass reads objects as clients of Kubernetes do: names of fields are case-sensitive.
func parsePass(line []byte) (pass, error) {
	var raw struct {
		Time      string                                 `json:"time"`
		HPA       *autoscalingv2.HorizontalPodAutoscaler `json:"hpa"`
		Pods      []*v1.Pod                              `json:"pods"`
		Responses map[string]response                    `json:"responses"`
		Deleted   *objectName                            `json:"deleted"`
	}
	if err := kubejson.UnmarshalCaseSensitivePreserveInts(line, &raw); err != nil {
		return pass{}, err
	}
	at, err := time.Parse(time.RFC3339, raw.Time)
	if err != nil {
		return pass{}, err
	}
	if raw.HPA == nil && raw.Deleted == nil {
		return pass{}, fmt.Errorf("neither hpa nor deleted")
	}
	return pass{
		timeText: raw.Time, time: at, hpa: raw.HPA, pods: raw.Pods, responses: raw.Responses, deleted: raw.Deleted,
	}, nil
}
