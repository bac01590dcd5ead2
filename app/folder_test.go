package app

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/brandloop/brandloop/backend/brand"
)

// everyExport are the files of each format: those of the tests, and real ones
// where BRANDLOOP_EXPORTS names their folder.
func everyExport(t *testing.T) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for name, folder := range map[string]string{"the tests' files": "../backend/intake/format/testdata", "real files": os.Getenv("BRANDLOOP_EXPORTS")} {
		if folder == "" {
			continue
		}
		err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
			if err == nil && entry.Type().IsRegular() && slices.Contains([]string{".csv", ".xls", ".xlsx", ".zip"}, filepath.Ext(path)) {
				all[name] = append(all[name], path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// numbersEver are all numbers of a client, without the ids that differ from one
// folder to another.
func numbersEver(t *testing.T, dir string) string {
	t.Helper()
	out := mustCommand(t, dir, "kpi", "--client", "alba", "--from", "2014-01-01", "--to", "2026-12-31", "--by", "month", "--json")
	return regexp.MustCompile(`"[0-9a-f]{8}-[0-9a-f-]{27}"`).ReplaceAllString(out, `"id"`)
}

func TestAFolderInAnyOrderEndsInTheSameNumbers(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long, and goroutines meet nowhere in it that they do not in others")
	}
	for name, files := range everyExport(t) {
		t.Run(name, func(t *testing.T) {
			folder := func(order []string) (dir string) {
				dir = t.TempDir()
				mustCommand(t, dir, "client", "add", "Alba", "--currency", "EUR")
				for _, platform := range brand.Platforms {
					mustCommand(t, dir, "channel", "add", "--client", "alba", "--platform", platform, "--handle", "@alba")
				}
				empty := numbersEver(t, dir)
				// Some are refused, each with its sentence; the rest comes in.
				_, _, _ = command(dir, append([]string{"import", "--client", "alba", "--json"}, order...)...)
				full := numbersEver(t, dir)
				if full == empty {
					t.Fatal("nothing came in")
				}
				_, out, _ := command(dir, append([]string{"import", "--client", "alba", "--json"}, order...)...)
				same(t, numbersEver(t, dir), full)
				var again struct {
					Files []struct {
						File           string
						Added, Updated int
						Import         *string
					}
				}
				if err := json.Unmarshal([]byte(out), &again); err != nil {
					t.Fatal(err)
				}
				for _, f := range again.Files {
					if f.Added+f.Updated > 0 {
						t.Errorf("%s came in twice: %d added, %d updated", f.File, f.Added, f.Updated)
					}
				}
				t.Cleanup(func() {
					for _, f := range again.Files {
						if f.Import != nil {
							_, _, _ = command(dir, "import", "undo", "--client", "alba", *f.Import)
						}
					}
					same(t, numbersEver(t, dir), empty)
				})
				return dir
			}
			backwards := slices.Clone(files)
			slices.Reverse(backwards)
			same(t, numbersEver(t, folder(backwards)), numbersEver(t, folder(files)))
		})
	}
}
