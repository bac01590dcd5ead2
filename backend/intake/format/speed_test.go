package format

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake/read"
)

// mustGenerate writes an export of n posts with captions of a usual length.
func mustGenerate(t testing.TB, n int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "large.csv")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(file)
	fmt.Fprint(w, "\ufeff\"Post ID\",\"Account ID\",\"Account username\",\"Account name\",Description,\"Duration (sec)\",\"Publish time\",Permalink,\"Post type\",\"Data comment\",Date,Views,Reach,Likes,Shares,Follows,Comments,Saves\n")
	for i := range n {
		fmt.Fprintf(w, "%d,17840000000000111,aurora.coffee,\"Aurora Coffee\",\"Cup number %d of the day, with a \"\"story\"\" to it ☕\n\nWe roast in small batches, taste every one, and write down what we find: today it is cocoa, orange and a little smoke.\n\n#coffee #roastery #slow\",%d,\"%02d/%02d/2025 %02d:%02d\",https://www.instagram.com/p/%08d/,\"IG image\",,Lifetime,%d,%d,%d,%d,,%d,%d\n",
			17900000000000000+i, i, i%60, i%12+1, i%28+1, i%24, i%60, i, i%9000, i%7000, i%300, i%20, i%15, i%40)
	}
	if err := errors.Join(w.Flush(), file.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

func BenchmarkParse200kRows(b *testing.B) {
	path := mustGenerate(b, 200_000)
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("open", func(b *testing.B) {
		b.SetBytes(info.Size())
		for b.Loop() {
			if _, err := read.Open(b.Context(), path); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("parse", func(b *testing.B) {
		b.SetBytes(info.Size())
		b.ReportAllocs()
		f, err := read.Open(b.Context(), path)
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			s, err := Parse(b.Context(), f, Visitor{Post: func(*Post) error { return nil }})
			if err != nil || s.Posts != 200_000 {
				b.Fatal(s, err)
			}
		}
	})
}

// peakHeap is the largest live heap seen while a file is read.
func peakHeap(t *testing.T, rows int) uint64 {
	path := mustGenerate(t, rows)
	var peak uint64
	look := func(int64) {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		peak = max(peak, m.HeapAlloc)
	}
	f, err := read.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	calls := 0
	s, err := Parse(t.Context(), f, Visitor{Progress: func(n int64) {
		if calls++; calls%8 == 1 {
			look(n)
		}
	}})
	if err != nil || s.Posts != rows {
		t.Fatal(s, err)
	}
	look(0)
	return peak
}

func TestMemoryStaysFlatAsAFileGrowsTenfold(t *testing.T) {
	small, large := peakHeap(t, 20_000), peakHeap(t, 200_000)
	if large > small+small/5+(1<<20) {
		t.Errorf("%d bytes live for 20,000 rows, %d for 200,000", small, large)
	}
}

func TestParseStopsWhenCanceled(t *testing.T) {
	f, err := read.Open(t.Context(), mustGenerate(t, 20_000))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	posts := 0
	_, err = Parse(ctx, f, Visitor{Post: func(*Post) error {
		if posts++; posts == 10 {
			cancel()
		}
		return nil
	}})
	if !fault.Is(err, fault.Canceled) || posts >= 10_000 {
		t.Errorf("after %d posts: %v", posts, err)
	}
}

func TestParseReturnsTheVisitorsError(t *testing.T) {
	full := errors.New("disk full")
	_, err := Parse(t.Context(), mustOpen(t, "facebook_en.csv"), Visitor{Post: func(*Post) error { return full }})
	if !errors.Is(err, full) {
		t.Error(err)
	}
}
