package main

import (
	"context"
	"reflect"
	"time"

	utilfeature "k8s.io/apiserver/pkg/util/feature"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/scale"
	"k8s.io/client-go/util/workqueue"
	"k8s.io/kubernetes/pkg/controller/podautoscaler"
	"k8s.io/kubernetes/pkg/controller/podautoscaler/metrics"
	"k8s.io/kubernetes/pkg/features"
	resourceclient "k8s.io/metrics/pkg/client/clientset/versioned/typed/metrics/v1beta1"
	"k8s.io/metrics/pkg/client/custom_metrics"
	"k8s.io/metrics/pkg/client/external_metrics"
)

// driven is upstream's controller with its surroundings in our hands.
type driven struct {
	controller *podautoscaler.HorizontalController
	server     *server
	events     *eventNotes
	watched    *watched
	stop       func()
}

func newDriven(recorded header) (*driven, error) {
	if err := setGates(recorded.Controller.FeatureGates); err != nil {
		return nil, err
	}
	mapper, err := newTableMapper(recorded.RestMappings)
	if err != nil {
		return nil, err
	}
	d := &driven{
		server:  &server{mapper: mapper, customMetricsVersion: recorded.CustomMetricsVersion},
		events:  &eventNotes{},
		watched: &watched{},
	}
	if err := d.build(recorded.Controller); err != nil {
		return nil, err
	}
	d.takeOver()
	return d, nil
}

// build makes the controller as kube-controller-manager does.
func (d *driven) build(flags settings) error {
	config := &rest.Config{Host: "http://recording", Transport: d.server, QPS: -1}
	config.ContentType = jsonType // not protobuf: the status that is written is read back
	clients, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	resources, err := resourceclient.NewForConfig(config)
	if err != nil {
		return err
	}
	external, err := external_metrics.NewForConfig(config)
	if err != nil {
		return err
	}
	custom := custom_metrics.NewForConfig(
		config, d.server.mapper, custom_metrics.NewAvailableAPIsGetter(clients.Discovery()),
	)
	kinds := scale.NewDiscoveryScaleKindResolver(clients.Discovery())
	scales, err := scale.NewForConfig(rest.CopyConfig(config), d.server.mapper, dynamic.LegacyAPIPathResolverFunc, kinds)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	d.controller = podautoscaler.NewHorizontalController(
		ctx, clients.CoreV1(), scales, clients.AutoscalingV2(), d.server.mapper,
		metrics.NewRESTMetricsClient(resources, custom, external), hpaInformer{d.watched}, podInformer{d.watched},
		seconds(flags.SyncPeriodSeconds), seconds(flags.DownscaleStabilizationSeconds), flags.Tolerance,
		seconds(flags.CPUInitializationPeriodSeconds), seconds(flags.InitialReadinessDelaySeconds),
	)
	d.stop = cancel
	return nil
}

// takeOver replaces what would make the controller's answers random or merge them.
func (d *driven) takeOver() {
	privateField(d.controller, "eventRecorder").Set(reflect.ValueOf(d.events))
	tracker := privateField(d.controller, "selectorTracker")
	tracker.Set(reflect.ValueOf(sortedTracker{
		selectorTracker: tracker.Interface().(selectorTracker),
		limited:         utilfeature.DefaultFeatureGate.Enabled(features.HPAOptimizedSelectorStore),
	}))
	queue := privateField(d.controller, "queue").Interface().(workqueue.TypedRateLimitingInterface[string])
	cancel := d.stop
	d.stop = func() {
		cancel()
		queue.ShutDown()
	}
}

func seconds(number float64) time.Duration {
	return time.Duration(number * float64(time.Second))
}
