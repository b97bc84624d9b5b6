package main

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	autoscalingv2 "k8s.io/api/autoscaling/v2"
)

// replay runs the controller over the passes of a recording. One decision a pass comes back, none for a deletion.
func replay(t *testing.T, recorded *recording) ([]any, error) {
	d, err := newDriven(recorded.header)
	if err != nil {
		return nil, err
	}
	defer d.stop()
	decisions := []any{}
	for _, next := range recorded.passes {
		if next.deleted != nil {
			d.forget(t, next)
			continue
		}
		decisions = append(decisions, d.decide(t, next))
	}
	return decisions, nil
}

// decide runs one pass. The HPA is announced as by a watch, which makes its selector known to the others.
func (d *driven) decide(t *testing.T, next pass) any {
	d.watched.hpa, d.watched.pods = next.hpa, next.pods
	d.events.events = nil
	d.server.begin(next.responses)
	enqueueHPA(d.controller, next.hpa)

	if failure := d.reconcile(t, next.time, next.hpa.Namespace+"/"+next.hpa.Name); failure != "" {
		return map[string]string{"panic": failure}
	}
	made, err := d.decision(next)
	if err != nil {
		return map[string]string{"error": err.Error()}
	}
	return made
}

func (d *driven) forget(t *testing.T, next pass) {
	gone := &autoscalingv2.HorizontalPodAutoscaler{}
	gone.Namespace, gone.Name = next.deleted.Namespace, next.deleted.Name
	d.watched.hpa = nil
	deleteHPA(d.controller, gone)
	d.reconcile(t, next.time, gone.Namespace+"/"+gone.Name)
}

// reconcile calls the controller with the clock at `at`, and says how it panicked.
func (d *driven) reconcile(t *testing.T, at time.Time, key string) (failure string) {
	synctest.Test(t, func(*testing.T) {
		defer func() {
			if cause := recover(); cause != nil {
				failure = fmt.Sprint(cause)
			}
		}()
		time.Sleep(time.Until(at))
		_, _ = reconcileKey(d.controller, context.Background(), key) // its error is in events and conditions
	})
	return failure
}
