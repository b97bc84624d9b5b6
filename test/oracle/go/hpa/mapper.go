package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

var builtInMappings = map[string][]string{
	"/Pod":                      {"v1/pods"},
	"/Service":                  {"v1/services"},
	"/Namespace":                {"v1/namespaces"},
	"/Node":                     {"v1/nodes"},
	"/ReplicationController":    {"v1/replicationcontrollers"},
	"apps/Deployment":           {"apps/v1/deployments"},
	"apps/ReplicaSet":           {"apps/v1/replicasets"},
	"apps/StatefulSet":          {"apps/v1/statefulsets"},
	"apps/DaemonSet":            {"apps/v1/daemonsets"},
	"batch/Job":                 {"batch/v1/jobs"},
	"batch/CronJob":             {"batch/v1/cronjobs"},
	"networking.k8s.io/Ingress": {"networking.k8s.io/v1/ingresses"},
}

// tableMapper answers from a table what upstream's mapper learns from discovery.
type tableMapper struct {
	meta.RESTMapper
	mappings map[schema.GroupKind][]schema.GroupVersionResource
	kinds    []schema.GroupKind // in a fixed order
}

func newTableMapper(overlay map[string][]string) (*tableMapper, error) {
	mapper := &tableMapper{mappings: map[schema.GroupKind][]schema.GroupVersionResource{}}
	for _, table := range []map[string][]string{builtInMappings, overlay} {
		for kindText, resourceTexts := range table {
			group, kind, found := strings.Cut(kindText, "/")
			if !found {
				return nil, fmt.Errorf("restMappings: %q is not group/Kind", kindText)
			}
			resources := []schema.GroupVersionResource{}
			for _, text := range resourceTexts {
				resource, err := parseResource(text)
				if err != nil {
					return nil, err
				}
				resources = append(resources, resource)
			}
			mapper.mappings[schema.GroupKind{Group: group, Kind: kind}] = resources
		}
	}
	mapper.kinds = slices.SortedFunc(maps.Keys(mapper.mappings), func(a, b schema.GroupKind) int {
		return strings.Compare(a.String(), b.String())
	})
	return mapper, nil
}

func parseResource(text string) (schema.GroupVersionResource, error) {
	parts := strings.Split(text, "/")
	switch len(parts) {
	case 2:
		return schema.GroupVersionResource{Version: parts[0], Resource: parts[1]}, nil
	case 3:
		return schema.GroupVersionResource{Group: parts[0], Version: parts[1], Resource: parts[2]}, nil
	}
	return schema.GroupVersionResource{}, fmt.Errorf("restMappings: %q is not group/version/resource", text)
}

func (m *tableMapper) RESTMappings(kind schema.GroupKind, _ ...string) ([]*meta.RESTMapping, error) {
	var found []*meta.RESTMapping
	for _, resource := range m.mappings[kind] {
		found = append(found, &meta.RESTMapping{
			Resource:         resource,
			GroupVersionKind: kind.WithVersion(resource.Version),
			Scope:            meta.RESTScopeNamespace,
		})
	}
	if len(found) == 0 {
		return nil, &meta.NoKindMatchError{GroupKind: kind}
	}
	return found, nil
}

func (m *tableMapper) RESTMapping(kind schema.GroupKind, versions ...string) (*meta.RESTMapping, error) {
	found, err := m.RESTMappings(kind, versions...)
	if err != nil {
		return nil, err
	}
	return found[0], nil
}

// ResourceFor completes a group and resource by the first version that any kind of the table has for it.
func (m *tableMapper) ResourceFor(partial schema.GroupVersionResource) (schema.GroupVersionResource, error) {
	for _, kind := range m.kinds {
		for _, resource := range m.mappings[kind] {
			if resource.GroupResource() == partial.GroupResource() {
				return resource, nil
			}
		}
	}
	return schema.GroupVersionResource{}, &meta.NoResourceMatchError{PartialResource: partial}
}
