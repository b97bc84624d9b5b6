package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"

	"k8s.io/apimachinery/pkg/runtime/schema"
)

const (
	jsonType   = "application/json"
	textType   = "text/plain; charset=utf-8"
	notFound   = "404 page not found\n" // what the API server says of a path that nobody serves
	statusPath = "/apis/autoscaling/v2/namespaces/"
)

// server answers requests from a pass of a recording and notes them.
type server struct {
	mapper               *tableMapper
	customMetricsVersion string
	responses            map[string]response
	requests             []string
	scaleWritten         []byte // body of the last PUT of a scale
	statusWritten        []byte // body of the last PUT of an HPA's status
}

func (s *server) begin(responses map[string]response) {
	s.responses, s.requests, s.scaleWritten, s.statusWritten = responses, nil, nil, nil
}

// RoundTrip is the network of all clients of the controller.
func (s *server) RoundTrip(request *http.Request) (*http.Response, error) {
	if found := s.discovery(request.URL.Path); found != nil {
		body, err := json.Marshal(found)
		return answer(request, http.StatusOK, jsonType, body), err
	}
	var sent []byte
	if request.Body != nil {
		var err error
		if sent, err = io.ReadAll(request.Body); err != nil {
			return nil, err
		}
	}
	key := request.Method + " " + request.URL.RequestURI()
	s.note(request, key, sent)
	return s.answer(request, key, sent)
}

func (s *server) note(request *http.Request, key string, sent []byte) {
	if request.Method == http.MethodPut && strings.HasPrefix(request.URL.Path, statusPath) {
		s.statusWritten = sent
		return
	}
	if request.Method == http.MethodPut {
		s.scaleWritten = sent
	}
	s.requests = append(s.requests, key)
}

func (s *server) answer(request *http.Request, key string, sent []byte) (*http.Response, error) {
	recorded, listed := s.responses[key]
	if !listed && request.Method == http.MethodPut {
		return answer(request, http.StatusOK, jsonType, sent), nil
	}
	if !listed {
		return answer(request, http.StatusNotFound, textType, []byte(notFound)), nil
	}
	var text string
	if recorded.Body == nil {
		return answer(request, recorded.Status, textType, nil), nil
	}
	if recorded.Body[0] == '"' {
		err := json.Unmarshal(recorded.Body, &text)
		return answer(request, recorded.Status, textType, []byte(text)), err
	}
	return answer(request, recorded.Status, jsonType, recorded.Body), nil
}

func answer(request *http.Request, status int, contentType string, body []byte) *http.Response {
	return &http.Response{
		StatusCode: status,
		Header:     http.Header{"Content-Type": {contentType}},
		Body:       io.NopCloser(bytes.NewReader(body)),
		Request:    request,
	}
}

// discovery is the answer to a path of API discovery, nil for other paths.
func (s *server) discovery(path string) any {
	switch path {
	case "/api":
		return versionsOfCore()
	case "/apis":
		return groupsWith(s.customMetricsVersion)
	}
	parts := strings.Split(path, "/")
	if len(parts) == 3 && parts[1] == "api" {
		return s.resourcesOf(schema.GroupVersion{Version: parts[2]})
	}
	if len(parts) == 4 && parts[1] == "apis" {
		return s.resourcesOf(schema.GroupVersion{Group: parts[2], Version: parts[3]})
	}
	return nil
}
