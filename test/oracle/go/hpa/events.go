package main

import (
	"fmt"

	"k8s.io/apimachinery/pkg/runtime"
)

type event struct {
	Type    string `json:"type"`
	Reason  string `json:"reason"`
	Message string `json:"message"`
}

// eventNotes takes the place of the recorder that would merge equal events and send them.
type eventNotes struct{ events []event }

func (n *eventNotes) Event(_ runtime.Object, eventType, reason, message string) {
	n.events = append(n.events, event{eventType, reason, message})
}

func (n *eventNotes) Eventf(object runtime.Object, eventType, reason, format string, args ...any) {
	n.Event(object, eventType, reason, fmt.Sprintf(format, args...))
}

func (n *eventNotes) AnnotatedEventf(
	object runtime.Object, _ map[string]string, eventType, reason, format string, args ...any,
) {
	n.Eventf(object, eventType, reason, format, args...)
}
