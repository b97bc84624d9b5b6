// Command burner is the workload of the lab: it uses as much CPU and memory as it is told.
//
//	MILLICORES=250   CPU to use from the start
//	MEMORY_MIB=64    memory to hold from the start
//	LISTEN=:8080     address of the HTTP server; pods that share a network namespace need different ones
//	EXIT_AFTER=45s   ends by itself, with EXIT_CODE
//
//	POST /load?millicores=500     POST /memory?mebibytes=64     GET /
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"
)

func main() {
	ended, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()

	load := newGovernor(intFromEnv("MILLICORES"))
	memory := &ballast{}
	memory.set(intFromEnv("MEMORY_MIB"))
	exitAfter()

	server := &http.Server{Addr: listenAddress(), Handler: routes(load, memory), ReadHeaderTimeout: 5 * time.Second}
	go func() {
		if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
			log.Fatal(err)
		}
	}()
	log.Printf("listening on %s, load %dm, memory %d MiB", server.Addr, load.target(), memory.mebibytes())
	<-ended.Done()
	log.Print("asked to end")
}

func routes(load *governor, memory *ballast) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /load", setter("millicores", 64_000, load.set))
	mux.HandleFunc("POST /memory", setter("mebibytes", 64_000, memory.set))
	mux.HandleFunc("GET /", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, "{\"millicores\":%d,\"mebibytes\":%d,\"cpuSeconds\":%.3f}\n",
			load.target(), memory.mebibytes(), cpuUsed().Seconds())
	})
	return mux
}

func setter(parameter string, most int, set func(int)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		value, err := strconv.Atoi(r.URL.Query().Get(parameter))
		if err != nil || value < 0 || value > most {
			http.Error(w, fmt.Sprintf("%s must be a number from 0 to %d", parameter, most), http.StatusBadRequest)
			return
		}
		set(value)
		w.WriteHeader(http.StatusNoContent)
	}
}

func exitAfter() {
	text := os.Getenv("EXIT_AFTER")
	if text == "" {
		return
	}
	delay, err := time.ParseDuration(text)
	if err != nil {
		log.Fatalf("EXIT_AFTER: %v", err)
	}
	code := intFromEnv("EXIT_CODE")
	time.AfterFunc(delay, func() { os.Exit(code) })
}

func listenAddress() string {
	if address := os.Getenv("LISTEN"); address != "" {
		return address
	}
	return ":8080"
}

func intFromEnv(name string) int {
	text := os.Getenv(name)
	if text == "" {
		return 0
	}
	value, err := strconv.Atoi(text)
	if err != nil || value < 0 {
		log.Fatalf("%s must be a number, not %q", name, text)
	}
	return value
}
