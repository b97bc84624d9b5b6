package main

import (
	"runtime/debug"
	"sync"
)

const mebibyte = 1 << 20

// ballast holds a set amount of resident memory.
type ballast struct {
	mu     sync.Mutex
	blocks [][]byte
}

// set grows or shrinks the ballast. Every page is written, so that it counts in the working set.
func (b *ballast) set(mebibytes int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(b.blocks) < mebibytes {
		block := make([]byte, mebibyte)
		for i := 0; i < len(block); i += 4096 {
			block[i] = 1
		}
		b.blocks = append(b.blocks, block)
	}
	if len(b.blocks) > mebibytes {
		clear(b.blocks[mebibytes:])
		b.blocks = b.blocks[:mebibytes]
		debug.FreeOSMemory()
	}
}

func (b *ballast) mebibytes() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.blocks)
}
