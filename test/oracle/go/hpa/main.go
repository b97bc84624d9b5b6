// Command hpa drives the HPA controller of Kubernetes from recording files and says what it decided. On stdin one JSON
// string a line, the text of one recording; on stdout one JSON array a line, one decision a pass, or {"error": ...}
// for a recording that cannot be replayed. A pass in which the controller panics is answered by {"panic": ...}.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"testing"

	"github.com/go-logr/logr"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	"k8s.io/klog/v2"
)

// A fake clock exists in Go only inside of a test, so the program is one: it reads, answers and ends there.
func main() {
	klog.SetLogger(logr.Discard())
	utilruntime.ErrorHandlers = nil // they sleep, which would move the clock of a pass
	always := func(string, string) (bool, error) { return true, nil }
	testing.Main(always, []testing.InternalTest{{Name: "hpa", F: func(t *testing.T) {
		if err := serve(t, os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, "hpa:", err)
			os.Exit(1)
		}
		os.Exit(0)
	}}}, nil, nil)
}

func serve(t *testing.T, in io.Reader, out io.Writer) error {
	decoder := json.NewDecoder(bufio.NewReaderSize(in, 1<<20))
	buffered := bufio.NewWriterSize(out, 1<<20)
	encoder := json.NewEncoder(buffered)
	encoder.SetEscapeHTML(false)
	for {
		var text string
		if err := decoder.Decode(&text); err == io.EOF {
			return buffered.Flush()
		} else if err != nil {
			return err
		}
		if err := encoder.Encode(answerTo(t, text)); err != nil {
			return err
		}
	}
}

func answerTo(t *testing.T, text string) any {
	recorded, err := parseRecording(text)
	if err != nil {
		return map[string]string{"error": err.Error()}
	}
	decisions, err := replay(t, recorded)
	if err != nil {
		return map[string]string{"error": err.Error()}
	}
	return decisions
}
