package format

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake/read"
	"github.com/brandloop/brandloop/backend/lang"
)

// mustRefuse fails unless err is one sentence, in each language, that names
// the file.
func mustRefuse(t *testing.T, err error, name string) *fault.Error {
	t.Helper()
	e := fault.Of(err)
	if e == nil {
		t.Fatalf("not refused with a sentence: %v", err)
	}
	for _, code := range lang.Codes {
		if s := e.In(code); !strings.Contains(s, name) || strings.Contains(s, "%!") || s == e.Key {
			t.Errorf("%s says %q", code, s)
		}
	}
	return e
}

// mustOpen opens a file of testdata.
func mustOpen(t testing.TB, name string) *read.File {
	t.Helper()
	f, err := read.Open(t.Context(), filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// mustWrite writes a file into a folder of the test and opens it.
func mustWrite(t testing.TB, text string) *read.File {
	t.Helper()
	path := filepath.Join(t.TempDir(), "export.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := read.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// all is every row of a file, kept.
type all struct {
	*Summary
	posts    []Post
	readings []Reading
	shares   []Share
	skips    []Skip
}

// mustParse reads a file whole.
func mustParse(t testing.TB, f *read.File) all {
	t.Helper()
	var a all
	s, err := Parse(t.Context(), f, Visitor{
		Post: func(p *Post) error {
			kept := *p
			kept.Values = append([]Value(nil), p.Values...)
			a.posts = append(a.posts, kept)
			return nil
		},
		Reading: func(r *Reading) error { a.readings = append(a.readings, *r); return nil },
		Share:   func(s *Share) error { a.shares = append(a.shares, *s); return nil },
		Skip:    func(s Skip) error { a.skips = append(a.skips, s); return nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	a.Summary = s
	return a
}

// value is a post's number of a metric, and whether it has one.
func (p Post) value(metric string) (float64, bool) {
	for _, v := range p.Values {
		if v.Metric == metric {
			return v.Amount, true
		}
	}
	return 0, false
}
