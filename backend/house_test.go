package backend_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/brandloop/brandloop"

// rooms lists the backend from top to bottom: a room may import those below it.
var rooms = []string{
	"bench", "portfolio", "report", "sample", "intake", "safety", "triage", "competitor", "kpi", "review", "crisis", "community", "plan",
	"content", "strategy", "metric", "brand", "agency", "store",
}

// everywhere lists what every room may import, and what itself imports no room.
var everywhere = []string{"fault", "lang"}

// owned names libraries that belong to a few rooms; a prefix of the import path.
var owned = map[string][]string{
	"github.com/wailsapp/":        {"bench"},
	"github.com/spf13/cobra":      {},
	"github.com/glebarez/":        {"store"},
	"modernc.org/":                {"store"},
	"github.com/pressly/goose":    {"store"},
	"github.com/xuri/excelize/v2": {"report", "intake", "bench"},
	module + "/app":               {},
	module + "/frontend":          {},
}

// TestImportsPointDownTheHouse reads what each room imports. Tests may look up:
// they fill files with the sample of a room above.
func TestImportsPointDownTheHouse(t *testing.T) {
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if path == filepath.Join("store", "driver") {
			return filepath.SkipDir // a module of its own
		}
		if entry.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		room, _, _ := strings.Cut(filepath.ToSlash(path), "/")
		if !slices.Contains(rooms, room) && !slices.Contains(everywhere, room) {
			t.Errorf("%s: %q is not in the list of rooms: give it its place there", path, room)
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if why := refusal(room, imported); why != "" {
				t.Errorf("%s imports %s: %s", path, imported, why)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// refusal says why a room may not import a path, or is empty where it may.
func refusal(room, imported string) string {
	for prefix, owners := range owned {
		if strings.HasPrefix(imported, prefix) && !slices.Contains(owners, room) {
			return "not from " + room
		}
	}
	inner, ok := strings.CutPrefix(imported, module+"/backend/")
	if !ok {
		return ""
	}
	other, _, _ := strings.Cut(inner, "/")
	switch {
	case other == room, slices.Contains(everywhere, other):
		return ""
	case slices.Contains(everywhere, room):
		return room + " serves every room and imports none"
	case slices.Index(rooms, other) < slices.Index(rooms, room):
		return other + " stands above " + room
	}
	return ""
}

func TestRefusal(t *testing.T) {
	for _, try := range []struct {
		name, room, imported string
		refused              bool
	}{
		{"a room below is allowed", "report", module + "/backend/kpi", false},
		{"a room above is refused", "kpi", module + "/backend/report", true},
		{"a part of the room itself is allowed", "store", module + "/backend/store/history", false},
		{"a part of a room above is refused", "brand", module + "/backend/intake/csv", true},
		{"faults are for every room", "store", module + "/backend/fault", false},
		{"what serves every room imports none", "lang", module + "/backend/store", true},
		{"SQLite is the store's", "kpi", "modernc.org/sqlite", true},
		{"the window is the shell's", "report", "github.com/wailsapp/wails/v2/pkg/runtime", true},
		{"the shell is above all rooms", "report", module + "/app", true},
		{"other libraries are free", "kpi", "gorm.io/gorm", false},
	} {
		t.Run(try.name, func(t *testing.T) {
			if why := refusal(try.room, try.imported); (why != "") != try.refused {
				t.Errorf("refusal(%q, %q) = %q", try.room, try.imported, why)
			}
		})
	}
}
