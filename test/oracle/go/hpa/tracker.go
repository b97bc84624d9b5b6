package main

import (
	"slices"
	"strings"

	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/kubernetes/pkg/controller/util/selectors"
)

type selectorTracker interface {
	PutIfAbsent(namespace string, key selectors.Key, selector labels.Selector) bool
	PutIfPresent(namespace string, key selectors.Key, selector labels.Selector) bool
	Delete(namespace string, key selectors.Key)
	HPAsMatchingPods(namespace string, pods []*v1.Pod, limit int) []selectors.Key
}

// sortedTracker is upstream's tracker with its answers in order: upstream names any HPAs of those that match, this
// one the first. Without the gate HPAOptimizedSelectorStore upstream ignores the limit.
type sortedTracker struct {
	selectorTracker
	limited bool
}

func (t sortedTracker) HPAsMatchingPods(namespace string, pods []*v1.Pod, limit int) []selectors.Key {
	if some := t.selectorTracker.HPAsMatchingPods(namespace, pods, limit); len(some) < 2 {
		return some
	}
	all := t.selectorTracker.HPAsMatchingPods(namespace, pods, 0)
	slices.SortFunc(all, func(a, b selectors.Key) int { return strings.Compare(a.String(), b.String()) })
	if t.limited && len(all) > limit {
		return all[:limit]
	}
	return all
}
