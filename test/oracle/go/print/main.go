// Command print answers how Kubernetes itself prints things: one JSON case a line on stdin, one JSON answer a line
// on stdout. A case is {"kind": ..., ...}; an answer is {"error": ...} or the fields of that kind, all texts.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
)

type answer map[string]any

var kinds = map[string]func(json.RawMessage) (answer, error){
	"quantity": quantity,
	"sum":      sum,
	"duration": parseDuration,
	"age":      age,
	"hpa":      hpa,
	"describe": describeHpa,
	"pod":      pod,
	"node":     node,
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer out.Flush()

	decoder, encoder := json.NewDecoder(in), json.NewEncoder(out)
	for decoder.More() {
		var line json.RawMessage
		if err := decoder.Decode(&line); err != nil {
			fail(err)
		}
		if err := encoder.Encode(answerTo(line)); err != nil {
			fail(err)
		}
	}
}

func answerTo(line json.RawMessage) answer {
	var head struct {
		Kind string `json:"kind"`
	}
	if err := json.Unmarshal(line, &head); err != nil {
		fail(err)
	}
	reply, ok := kinds[head.Kind]
	if !ok {
		fail(fmt.Errorf("no such kind of case: %q", head.Kind))
	}
	result, err := reply(line)
	if err != nil {
		return answer{"error": err.Error()}
	}
	return result
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "print:", err)
	os.Exit(1)
}
