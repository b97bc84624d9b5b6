package main

import (
	"runtime"
	"sync"
	"syscall"
	"time"
)

const (
	tick = 5 * time.Millisecond
	// maxBudget bounds what is caught up after a stall, and what is paid back after other work of this process.
	maxBudget = 500 * time.Millisecond
)

// governor makes this process use a set amount of CPU, whatever else runs on the machine: it measures what the
// process really used, and lets the workers spin only while that is less than the target.
type governor struct {
	mu         sync.Mutex
	changed    *sync.Cond
	millicores int
	spinning   bool
}

func newGovernor(millicores int) *governor {
	g := &governor{millicores: millicores}
	g.changed = sync.NewCond(&g.mu)
	for range runtime.NumCPU() {
		go g.work()
	}
	go g.govern()
	return g
}

// set changes the target. A target of 0 costs nothing: nobody wakes up.
func (g *governor) set(millicores int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.millicores = millicores
	g.changed.Broadcast()
}

func (g *governor) target() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.millicores
}

func (g *governor) govern() {
	var budget time.Duration
	last, lastUsed := time.Now(), cpuUsed()
	for {
		millicores, waited := g.awaitTarget()
		if waited {
			budget, last, lastUsed = 0, time.Now(), cpuUsed()
		}
		time.Sleep(tick)

		now, used := time.Now(), cpuUsed()
		budget += now.Sub(last)*time.Duration(millicores)/1000 - (used - lastUsed)
		budget = min(max(budget, -maxBudget), maxBudget)
		last, lastUsed = now, used
		g.setSpinning(budget > 0)
	}
}

func (g *governor) awaitTarget() (millicores int, waited bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for g.millicores == 0 {
		g.spinning = false
		waited = true
		g.changed.Wait()
	}
	return g.millicores, waited
}

func (g *governor) setSpinning(spinning bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.spinning = spinning
	if spinning {
		g.changed.Broadcast()
	}
}

func (g *governor) work() {
	hash := uint64(14695981039346656037)
	for {
		g.mu.Lock()
		for !g.spinning {
			g.changed.Wait()
		}
		g.mu.Unlock()
		for i := range uint64(50_000) {
			hash = (hash ^ i) * 1099511628211
		}
		sink = hash
		runtime.Gosched()
	}
}

// sink keeps the compiler from dropping the work.
var sink uint64

func cpuUsed() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
