package format

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake/read"
)

// numbersOf is everything a file says: the amount by what it is of.
func numbersOf(t *testing.T, name string, raw []byte) (map[string]float64, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := read.Open(t.Context(), path)
	if err != nil {
		return nil, err
	}
	m, err := Recognise(t.Context(), f)
	if err != nil {
		return nil, err
	}
	if m.Undated {
		m.SetYear(2026)
	}
	all, times := map[string]float64{}, map[string]int{}
	_, err = m.Parse(t.Context(), Visitor{
		Post: func(p *Post) error {
			for _, v := range p.Values {
				all[fmt.Sprint("post ", p.PlatformID, " ", p.Local, " ", v.Metric)] = v.Amount
			}
			return nil
		},
		Reading: func(r *Reading) error {
			day := r.Day
			if m.Undated {
				day = day[5:] // the year of a file that was cut is asked of a person
			}
			if !r.Derived {
				all[fmt.Sprint("reading ", r.Platform, " ", r.Account.Handle, " ", day, " ", r.To, " ", r.Metric, " ", r.Currency)] = r.Amount
			}
			return nil
		},
		Share: func(s *Share) error {
			// Parts of one name are told apart by their order.
			key := fmt.Sprint("share ", s.Dimension, " ", s.Part, " ", s.From, " ", s.To, " ", s.Metric, " ", s.Currency)
			times[key]++
			all[fmt.Sprint(key, " ", times[key])] = s.Amount
			return nil
		},
	})
	return all, err
}

// samples are the files to damage: of testdata, and real ones where there are.
func samples(t *testing.T, ends ...string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	var patterns []string
	for _, end := range ends {
		patterns = append(patterns, "testdata/*."+end)
		if real := os.Getenv("BRANDLOOP_EXPORTS"); real != "" {
			patterns = append(patterns, real+"/*/*."+end, real+"/*/*/*."+end)
		}
	}
	for _, pattern := range patterns {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range paths {
			raw, err := os.ReadFile(p)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := numbersOf(t, filepath.Base(p), raw); err == nil {
				all[filepath.Base(p)] = raw
			}
		}
	}
	return all
}

// TestDamagedFilesGiveCorrectNumbersOrARefusal makes variants of exports: cut off,
// with bits flipped, in another encoding, with their columns shuffled. What is
// read of one is what the whole file says, or nothing. A flipped bit may turn one
// digit into another, which no text can tell: it may change its own row alone.
func TestDamagedFilesGiveCorrectNumbersOrARefusal(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	variants := 0
	all := samples(t, "csv")
	for _, name := range slices.Sorted(maps.Keys(all)) {
		raw := all[name]
		whole, err := numbersOf(t, name, raw)
		if err != nil {
			t.Fatal(err)
		}
		try := func(what, name string, damaged []byte, mayDiffer int) {
			t.Helper()
			variants++
			got, err := numbersOf(t, name, damaged)
			if err != nil {
				if fault.Of(err) == nil {
					t.Errorf("%s, %s: not refused with a sentence: %v", name, what, err)
				}
				return
			}
			wrong := 0
			example := ""
			for key, v := range got {
				if want, ok := whole[key]; !ok || want != v {
					wrong++
					example = fmt.Sprint(key, " is ", v, ", was ", want)
				}
			}
			if wrong > mayDiffer {
				t.Errorf("%s, %s: %d numbers are wrong: %s", name, what, wrong, example)
			}
		}
		for range 8 {
			at := random.IntN(len(raw))
			try(fmt.Sprint("cut at ", at), name, raw[:at], rowNumbers(raw[:at]))
		}
		for range 6 {
			damaged := bytes.Clone(raw)
			start := len(raw) / 3
			for range 1 + random.IntN(3) {
				damaged[start+random.IntN(len(raw)-start)] ^= 1 << random.IntN(8)
			}
			try("bits flipped", name, damaged, 3*40)
		}
		text, ok := plainText(raw)
		if !ok {
			continue
		}
		if utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes(text); err == nil {
			try("in UTF-16", name, utf16, 0)
		}
		try("without its mark", name, text, 0)
		try("with other ends of lines", name, bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), []byte("\n"), []byte("\r\n")), 0)
		if latin, err := charmap.Windows1252.NewEncoder().Bytes(text); err == nil {
			try("in Windows-1252", name, latin, 0)
		}
		if shuffled, ok := shuffle(random, text); ok {
			try("columns shuffled", name, shuffled, 0)
		}
	}
	if variants < 500 {
		t.Errorf("only %d variants were made", variants)
	}
	t.Logf("%d variants", variants)
}

// TestDamagedBooksGiveCorrectNumbersOrARefusal does the same with workbooks and
// archives: cut off, with bits flipped, with a block of zeros. A workbook of the
// old kind has no sum of its bytes: a flipped bit may change one row there.
func TestDamagedBooksGiveCorrectNumbersOrARefusal(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	all := samples(t, "xls", "xlsx", "zip")
	for _, name := range []string{"facebook_en.csv", "tiktok_studio_content_en.csv", "results_reach_en.csv"} {
		all[name+".zip"] = archived(t, name)
	}
	refused, variants := 0, 0
	for _, name := range slices.Sorted(maps.Keys(all)) {
		raw := all[name]
		if len(raw) > 1<<20 {
			continue // a book that takes long to read, of what smaller ones show
		}
		whole, err := numbersOf(t, name, raw)
		if err != nil {
			t.Fatal(err)
		}
		try := func(what string, damaged []byte, mayDiffer int) {
			t.Helper()
			variants++
			got, err := numbersOf(t, name, damaged)
			if err != nil {
				refused++
				if fault.Of(err) == nil {
					t.Errorf("%s, %s: not refused with a sentence: %v", name, what, err)
				}
				return
			}
			wrong := 0
			example := ""
			for key, v := range got {
				if want, ok := whole[key]; !ok || want != v {
					wrong++
					example = fmt.Sprint(key, " is ", v, ", was ", want)
				}
			}
			if wrong > mayDiffer {
				t.Errorf("%s, %s: %d numbers are wrong: %s", name, what, wrong, example)
			}
		}
		row := 0
		if bytes.HasPrefix(raw, []byte("\xD0\xCF\x11\xE0")) || bytes.HasPrefix(raw, []byte("<?xml")) {
			row = 40
		}
		for range 12 {
			at := random.IntN(len(raw))
			try(fmt.Sprint("cut at ", at), raw[:at], 0)
		}
		for range 24 {
			damaged := bytes.Clone(raw)
			at := random.IntN(len(raw))
			damaged[at] ^= 1 << random.IntN(8)
			try(fmt.Sprint("a bit flipped at ", at), damaged, row)
		}
		for range 6 {
			damaged := bytes.Clone(raw)
			at := random.IntN(len(raw)) &^ 511
			clear(damaged[at:min(at+512, len(raw))])
			try(fmt.Sprint("zeros at ", at), damaged, row)
		}
	}
	if variants < 300 {
		t.Errorf("only %d variants were made", variants)
	}
	t.Logf("%d variants, %d refused", variants, refused)
}

// archived is an archive of one file of testdata.
func archived(t *testing.T, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err == nil {
		_, err = w.Write(raw)
	}
	if err := errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// rowNumbers is how many numbers the end of a text may change: a row that was cut
// in the middle of its very last cell says less than it did, which no text can
// tell. One column may feed two metrics.
func rowNumbers(raw []byte) int {
	if len(raw) == 0 || raw[len(raw)-1] == '\n' {
		return 0
	}
	return 2
}

// plainText is the text of a file in UTF-8 without a mark, false where it is in
// another encoding.
func plainText(raw []byte) ([]byte, bool) {
	if bytes.HasPrefix(raw, []byte("\xFF\xFE")) {
		return nil, false
	}
	return bytes.TrimPrefix(raw, []byte("\xEF\xBB\xBF")), true
}

// shuffle puts the columns of a table in another order; false where the text is no
// plain table whose every row has as many cells as its header, or where two columns
// of one name are told apart by their order.
func shuffle(random *rand.Rand, text []byte) ([]byte, bool) {
	r := csv.NewReader(bytes.NewReader(text))
	rows, err := r.ReadAll()
	if err != nil || len(rows) < 2 || len(rows[0]) < 3 {
		return nil, false
	}
	if names := slices.Clone(rows[0]); len(slices.Compact(slices.Sorted(slices.Values(names)))) < len(names) {
		return nil, false
	}
	order := random.Perm(len(rows[0]))
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	for _, row := range rows {
		mixed := make([]string, len(row))
		for i, from := range order {
			mixed[i] = row[from]
		}
		if err := w.Write(mixed); err != nil {
			return nil, false
		}
	}
	w.Flush()
	return out.Bytes(), w.Error() == nil
}
