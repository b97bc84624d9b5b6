package main

import (
	"context"
	"reflect"
	"unsafe"

	"k8s.io/kubernetes/pkg/controller/podautoscaler"
)

// The controller's loop calls these for what its informers and its queue deliver.

//go:linkname enqueueHPA k8s.io/kubernetes/pkg/controller/podautoscaler.(*HorizontalController).enqueueHPA
func enqueueHPA(controller *podautoscaler.HorizontalController, object any)

//go:linkname deleteHPA k8s.io/kubernetes/pkg/controller/podautoscaler.(*HorizontalController).deleteHPA
func deleteHPA(controller *podautoscaler.HorizontalController, object any)

//go:linkname reconcileKey k8s.io/kubernetes/pkg/controller/podautoscaler.(*HorizontalController).reconcileKey
func reconcileKey(controller *podautoscaler.HorizontalController, ctx context.Context, key string) (bool, error)

// privateField is a field of the controller, to be read and set.
func privateField(controller *podautoscaler.HorizontalController, name string) reflect.Value {
	field := reflect.ValueOf(controller).Elem().FieldByName(name)
	return reflect.NewAt(field.Type(), unsafe.Pointer(field.UnsafeAddr())).Elem()
}
