package main

import (
	"encoding/json"
	"strconv"
	"time"

	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/util/duration"
)

// quantity parses one text and tells everything that we print or calculate with.
func quantity(line json.RawMessage) (answer, error) {
	var c struct {
		Text string `json:"text"`
	}
	if err := json.Unmarshal(line, &c); err != nil {
		return nil, err
	}
	q, err := resource.ParseQuantity(c.Text)
	if err != nil {
		return nil, err
	}
	return describe(q), nil
}

// sum adds all texts up, as kubectl does, and compares the first two.
func sum(line json.RawMessage) (answer, error) {
	var c struct {
		Texts []string `json:"texts"`
	}
	if err := json.Unmarshal(line, &c); err != nil {
		return nil, err
	}
	total := resource.MustParse("0")
	var quantities []resource.Quantity
	for _, text := range c.Texts {
		q, err := resource.ParseQuantity(text)
		if err != nil {
			return nil, err
		}
		quantities = append(quantities, q)
		total.Add(q.DeepCopy())
	}
	result := describe(total)
	result["compared"] = strconv.Itoa(quantities[0].Cmp(quantities[1]))
	return result, nil
}

func describe(q resource.Quantity) answer {
	return answer{
		"milli":  strconv.FormatInt(q.MilliValue(), 10),
		"value":  strconv.FormatInt(q.Value(), 10),
		"string": q.String(),
	}
}

func parseDuration(line json.RawMessage) (answer, error) {
	var c struct {
		Text string `json:"text"`
	}
	if err := json.Unmarshal(line, &c); err != nil {
		return nil, err
	}
	d, err := time.ParseDuration(c.Text)
	if err != nil {
		return nil, err
	}
	return answer{"ns": strconv.FormatInt(int64(d), 10)}, nil
}

func age(line json.RawMessage) (answer, error) {
	var c struct {
		Milliseconds int64 `json:"ms"`
	}
	if err := json.Unmarshal(line, &c); err != nil {
		return nil, err
	}
	return answer{"text": duration.HumanDuration(time.Duration(c.Milliseconds) * time.Millisecond)}, nil
}
