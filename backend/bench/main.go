// Bench prints one table of ratios: what a thing takes in Brandloop over what
// the same takes bare, both measured in turn in one run, so that a busy or a
// slow machine weighs on both. With -write the table goes into
// backend/bench/RESULTS.md too.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"time"

	"github.com/brandloop/brandloop/backend/sample"
)

// bench is one run.
type bench struct {
	dir    string // where seeded data and copies of it lie
	folder string // the seeded data
	size   sample.BulkOptions
	quick  bool
	app    string // the built app
}

// rounds is how often something is timed.
func (b *bench) rounds(n int) int {
	if b.quick {
		return max(3, n/10)
	}
	return n
}

// seeded opens the seeded client, which must not be changed.
func (b *bench) seeded(ctx context.Context) (*place, error) { return openPlace(ctx, b.folder, seeded) }

// copy is a copy of the seeded data that may be changed.
func (b *bench) copy(name string) (string, error) {
	to := filepath.Join(b.dir, name)
	return to, copyTree(b.folder, to)
}

// parts are what is measured, in the order of the table.
var parts = []struct {
	name string
	run  func(context.Context, *bench) ([]line, error)
}{
	{"entry", quickEntry}, {"pages", pages}, {"months", months}, {"search", searches}, {"numbers", monthAgainstMonth}, {"list", lists}, {"monthly", monthly},
	{"window", windows}, {"recognise", recognition}, {"import", imports},
}

func main() {
	// A child process of the same program, whose memory is measured.
	if len(os.Args) > 1 && children[os.Args[1]] != nil {
		exit(child(context.Background(), os.Args[1], os.Args[2:]))
		return
	}
	b := &bench{size: full}
	only := flag.String("only", "", "measure the parts whose name fits this pattern")
	onlySeed := flag.Bool("seed", false, "only make the seeded data")
	write := flag.String("write", "", "write the table to this file too")
	flag.BoolVar(&b.quick, "quick", false, "a twentieth of the data and few rounds: to try the program")
	flag.StringVar(&b.app, "app", filepath.Join("build", "bin", "brandloop"), "the built app, for its window")
	flag.StringVar(&b.dir, "dir", filepath.Join("out", "bench"), "where seeded data is kept between runs")
	flag.Parse()
	if b.quick {
		b.size = quick
	}
	exit(b.main(context.Background(), *only, *onlySeed, *write))
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func (b *bench) main(ctx context.Context, only string, onlySeed bool, write string) (err error) {
	wanted, err := regexp.Compile(only)
	if err != nil {
		return err
	}
	if b.folder, err = seed(ctx, b.dir, b.size); err != nil || onlySeed {
		return err
	}
	var lines []line
	for _, part := range parts {
		if !wanted.MatchString(part.name) {
			continue
		}
		more, err := part.run(ctx, b)
		if err != nil {
			say("%s was not measured: %v", part.name, err)
			lines = append(lines, line{name: part.name + " was not measured", note: err.Error()})
			continue
		}
		lines = append(lines, more...)
	}
	var out bytes.Buffer
	table(&out, lines)
	_, _ = io.Copy(os.Stdout, bytes.NewReader(out.Bytes()))
	if write == "" {
		return nil
	}
	head := fmt.Sprintf("# What it takes\n\nWritten by `make bench` on %s: %s/%s, %d processors, %s. Times are medians unless a line says otherwise;\n"+
		"both columns are measured in turn in one run on one machine, so the ratio is what holds. A client of %d activities and %d\nmeasurements.\n\n",
		time.Now().Format(time.DateOnly), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version(), b.size.Activities, b.size.Channels*b.size.Metrics*b.size.Days)
	return os.WriteFile(write, append([]byte(head), out.Bytes()...), 0o644)
}
