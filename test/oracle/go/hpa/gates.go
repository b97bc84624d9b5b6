package main

import (
	"maps"
	"slices"

	utilfeature "k8s.io/apiserver/pkg/util/feature"
	"k8s.io/component-base/featuregate"
	"k8s.io/kubernetes/pkg/features"
)

var pristineGates = utilfeature.DefaultMutableFeatureGate.DeepCopy()

// setGates gives the controller the defaults of its version, changed as a recording wants. A gate that is off takes
// those with it that depend on it. Passes that the controller would put off are not recorded, so that gate is off.
func setGates(wanted map[string]bool) error {
	gates := pristineGates.DeepCopy()
	all := maps.Clone(wanted)
	if all == nil {
		all = map[string]bool{}
	}
	for changed := true; changed; {
		changed = false
		for gate, needed := range gates.Dependencies() {
			isOff := func(need featuregate.Feature) bool { on, set := all[string(need)]; return set && !on }
			if _, set := all[string(gate)]; !set && slices.ContainsFunc(needed, isOff) {
				all[string(gate)] = false
				changed = true
			}
		}
	}
	all[string(features.StaleControllerConsistencyHPA)] = false
	if err := gates.SetFromMap(all); err != nil {
		return err
	}
	utilfeature.DefaultMutableFeatureGate, utilfeature.DefaultFeatureGate = gates, gates
	return nil
}
