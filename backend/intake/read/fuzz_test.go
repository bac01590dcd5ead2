package read

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"github.com/brandloop/brandloop/backend/fault"
)

// FuzzRead opens any bytes: a file is refused with a sentence, or read to its
// end as text, twice alike.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"", "a,b\n1,2\n", "\xEF\xBB\xBF\"a\",\"b\"\r\n\"1\n2\",\"\"\"\"\r\n", "\xFF\xFEa\x00,\x00b\x00", "sep=;\na;b\n", "a\tb\rc\td\r",
		"\"a,\"\"b\"\",c,d\"\n\"1,\"\"2\"\n3\n\"\"\",4,5\"\n", "PK\x03\x04xl/", "{\"a\":1}", "a,\"b", "Caf\xE9,\xE0\xEF\xF0\n",
	} {
		f.Add([]byte(s))
	}
	path := filepath.Join(f.TempDir(), "any.csv")
	f.Fuzz(func(t *testing.T, raw []byte) {
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := Open(context.Background(), path)
		if err != nil {
			if fault.Of(err) == nil {
				t.Fatal(err)
			}
			return
		}
		count := func() (records, cells int) {
			rows, err := file.Tables[0].Rows(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			defer rows.Close()
			for last := 0; rows.Next(); last = rows.Number() {
				if rows.Number() <= last || len(rows.Cells()) == 0 {
					t.Fatalf("record %d after %d", rows.Number(), last)
				}
				records++
				for _, cell := range rows.Cells() {
					cells++
					if !utf8.Valid(cell) {
						t.Fatalf("%q is no text", cell)
					}
					Missing(cell)
					Scientific(cell)
					Header(string(cell))
				}
			}
			if rows.Err() != nil && fault.Of(rows.Err()) == nil {
				t.Fatal(rows.Err())
			}
			return records, cells
		}
		records, cells := count()
		if r, c := count(); r != records || c != cells || r < len(file.Tables[0].Head) {
			t.Errorf("%d records and %d cells, then %d and %d", records, cells, r, c)
		}
	})
}
