package main

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

const customMetricsGroup = "custom.metrics.k8s.io"

func versionsOfCore() *metav1.APIVersions {
	return &metav1.APIVersions{TypeMeta: metav1.TypeMeta{Kind: "APIVersions"}, Versions: []string{"v1"}}
}

// groupsWith lists no group but that of custom metrics, the only one that the controller looks for.
func groupsWith(customMetricsVersion string) *metav1.APIGroupList {
	list := &metav1.APIGroupList{TypeMeta: metav1.TypeMeta{Kind: "APIGroupList", APIVersion: "v1"}}
	if customMetricsVersion != "" {
		version := metav1.GroupVersionForDiscovery{
			GroupVersion: customMetricsGroup + "/" + customMetricsVersion, Version: customMetricsVersion,
		}
		list.Groups = append(list.Groups, metav1.APIGroup{
			Name:             customMetricsGroup,
			Versions:         []metav1.GroupVersionForDiscovery{version},
			PreferredVersion: version,
		})
	}
	return list
}

// resourcesOf lists the scales of a version: every resource of the table has one.
func (s *server) resourcesOf(version schema.GroupVersion) *metav1.APIResourceList {
	list := &metav1.APIResourceList{
		TypeMeta:     metav1.TypeMeta{Kind: "APIResourceList", APIVersion: "v1"},
		GroupVersion: version.String(),
	}
	for _, resources := range s.mapper.mappings {
		for _, resource := range resources {
			if resource.GroupVersion() == version {
				list.APIResources = append(list.APIResources, metav1.APIResource{
					Name: resource.Resource + "/scale", Namespaced: true, Group: "autoscaling", Version: "v1", Kind: "Scale",
				})
			}
		}
	}
	return list
}
