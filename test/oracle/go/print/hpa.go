package main

import (
	"encoding/json"
	"fmt"

	autoscalingv2 "k8s.io/api/autoscaling/v2"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	"k8s.io/kubernetes/pkg/apis/autoscaling"
	_ "k8s.io/kubernetes/pkg/apis/autoscaling/install"
	"k8s.io/kubernetes/pkg/printers"
	printersinternal "k8s.io/kubernetes/pkg/printers/internalversion"
)

var tables = printers.NewTableGenerator().With(printersinternal.AddHandlers)

// hpa prints the row of one autoscaling/v2 object as the API server does. Nothing is defaulted: the object is taken
// as one that the server has already stored.
func hpa(line json.RawMessage) (answer, error) {
	var c struct {
		Object autoscalingv2.HorizontalPodAutoscaler `json:"object"`
	}
	if err := json.Unmarshal(line, &c); err != nil {
		return nil, err
	}
	internal := &autoscaling.HorizontalPodAutoscaler{}
	if err := legacyscheme.Scheme.Convert(&c.Object, internal, nil); err != nil {
		return nil, err
	}
	table, err := tables.GenerateTable(internal, printers.GenerateOptions{Wide: true})
	if err != nil {
		return nil, err
	}

	result := answer{}
	for i, column := range table.ColumnDefinitions {
		result[column.Name] = fmt.Sprint(table.Rows[0].Cells[i])
	}
	return result, nil
}
