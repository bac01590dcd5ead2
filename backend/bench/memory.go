package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
)

// children are the works that are done in a process of their own, so that its
// largest size is theirs.
var children = map[string]func(ctx context.Context, args []string) error{}

// child does the work and tells the most memory that it held, in KiB.
func child(ctx context.Context, name string, args []string) error {
	if err := children[name](ctx, args); err != nil {
		return err
	}
	peak, err := peakMemory()
	if err == nil {
		fmt.Println(peak)
	}
	return err
}

var highWater = regexp.MustCompile(`VmHWM:\s+(\d+) kB`)

// peakMemory is the most memory that this process has held, as Linux tells it.
func peakMemory() (int, error) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, fmt.Errorf("the memory of a process is read on Linux only: %w", err)
	}
	m := highWater.FindSubmatch(status)
	if m == nil {
		return 0, errors.New("no VmHWM in /proc/self/status")
	}
	return strconv.Atoi(string(m[1]))
}

// peakOf runs a child and returns the most memory that it held, in MB.
func peakOf(ctx context.Context, args ...string) (float64, error) {
	self, err := os.Executable()
	if err != nil {
		return 0, err
	}
	command := exec.CommandContext(ctx, self, args...)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return 0, fmt.Errorf("%v: %w", args, err)
	}
	peak, err := strconv.Atoi(string(out[:len(out)-1]))
	return float64(peak) / 1024, err
}

// flat compares the memory of a work with that of ten times as much.
func flat(ctx context.Context, name string, goal float64, one, ten []string) (line, error) {
	small, err := peakOf(ctx, one...)
	if err != nil {
		return line{}, err
	}
	large, err := peakOf(ctx, ten...)
	if err != nil {
		return line{}, err
	}
	l := line{name: name, ours: fmt.Sprintf("%.0f MB", large), bare: fmt.Sprintf("%.0f MB", small), ratio: large / small, goal: goal,
		note: "“bare” is the same work on a tenth of the rows."}
	say("%-60s %9s %9s %.2f", name, l.ours, l.bare, l.ratio)
	return l, nil
}
