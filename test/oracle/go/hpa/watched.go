package main

import (
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/labels"
	autoscalinglisters "k8s.io/client-go/listers/autoscaling/v2"
	corelisters "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/tools/cache"
)

// watched is what the controller sees of the cluster without asking: one HPA, or none, and the pods of a pass.
type watched struct {
	hpa  *autoscalingv2.HorizontalPodAutoscaler
	pods []*v1.Pod
}

type hpaInformer struct{ *watched }

func (i hpaInformer) Informer() cache.SharedIndexInformer {
	return cache.NewSharedIndexInformer(nil, &autoscalingv2.HorizontalPodAutoscaler{}, 0, nil)
}

func (i hpaInformer) Lister() autoscalinglisters.HorizontalPodAutoscalerLister {
	return hpaLister{watched: i.watched}
}

type hpaLister struct {
	autoscalinglisters.HorizontalPodAutoscalerLister
	*watched
}

func (l hpaLister) HorizontalPodAutoscalers(string) autoscalinglisters.HorizontalPodAutoscalerNamespaceLister {
	return hpaNamespaceLister{watched: l.watched}
}

type hpaNamespaceLister struct {
	autoscalinglisters.HorizontalPodAutoscalerNamespaceLister
	*watched
}

func (l hpaNamespaceLister) Get(name string) (*autoscalingv2.HorizontalPodAutoscaler, error) {
	if l.hpa == nil {
		return nil, errors.NewNotFound(autoscalingv2.Resource("horizontalpodautoscalers"), name)
	}
	return l.hpa, nil
}

type podInformer struct{ *watched }

func (i podInformer) Informer() cache.SharedIndexInformer {
	return cache.NewSharedIndexInformer(nil, &v1.Pod{}, 0, nil)
}

func (i podInformer) Lister() corelisters.PodLister {
	return podLister{watched: i.watched}
}

type podLister struct {
	corelisters.PodLister
	*watched
}

func (l podLister) Pods(namespace string) corelisters.PodNamespaceLister {
	return podNamespaceLister{watched: l.watched, namespace: namespace}
}

type podNamespaceLister struct {
	corelisters.PodNamespaceLister
	*watched
	namespace string
}

// List keeps the order of the recording, where upstream's cache has none.
func (l podNamespaceLister) List(selector labels.Selector) ([]*v1.Pod, error) {
	var matching []*v1.Pod
	for _, pod := range l.pods {
		if pod.Namespace == l.namespace && selector.Matches(labels.Set(pod.Labels)) {
			matching = append(matching, pod)
		}
	}
	return matching, nil
}
