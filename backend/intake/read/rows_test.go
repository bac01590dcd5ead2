package read

import (
	"slices"
	"strings"
	"testing"
)

func TestRecords(t *testing.T) {
	for name, c := range map[string]struct {
		raw   string
		comma byte
		want  []string
	}{
		"quotes, doubled quotes and lines within": {"a,b,c\n1,\"x, \"\"y\"\"\nz\",3\n", ',', []string{"a|b|c", "1|x, \"y\"\nz|3"}},
		"CRLF":                         {"a,b\r\n1,\"2\"\r\n", ',', []string{"a|b", "1|2"}},
		"CR":                           {"a,b\r1,2\r", ',', []string{"a|b", "1|2"}},
		"no end of line":               {"a,b\n1,", ',', []string{"a|b", "1|"}},
		"short and long rows":          {"a,b,c\n1\n1,2,3,4\n1,2,3\n", ',', []string{"a|b|c", "1", "1|2|3|4", "1|2|3"}},
		"blank lines":                  {"a,b\n\n1,2\n\r\n3,4\n", ',', []string{"a|b", "1|2", "3|4"}},
		"a quote within a cell":        {"a,b\n5\" cup,2\n", ',', []string{"a|b", "5\" cup|2"}},
		"a quote left single":          {"a,b\n\"say \"hi\" now\",2\n", ',', []string{"a|b", "say \"hi\" now|2"}},
		"a space after the quote":      {"a,b\n\"1\" ,2\n", ',', []string{"a|b", "1|2"}},
		"a quote left open":            {"a,b\n1,\"2\n3,4\n", ',', []string{"a|b", "1|2\n3,4\n"}},
		"semicolons and commas":        {"a;b;c\nx, y, z, w;1;2\np, q;3;4\n", ';', []string{"a|b|c", "x, y, z, w|1|2", "p, q|3|4"}},
		"tabs":                         {"a\tb\n1,5\t2\n", '\t', []string{"a|b", "1,5|2"}},
		"sep line":                     {"sep=;\r\na;b\r\n1,2,3;4\r\n", ';', []string{"a|b", "1,2,3|4"}},
		"sep line in quotes":           {"\"sep=,\"\n\"a\",\"b\"\n", ',', []string{"a|b"}},
		"each line wrapped in quotes":  {"\"a,\"\"b c\"\",d,e\"\n\"1,\"\"x, \"\"\"\"y\"\"\"\"\"\ninner, line\n\"z\"\",3,4\"\n", ',', []string{"a|b c|d|e", "1|x, \"y\"\ninner, line\nz|3|4"}},
		"one quoted title, not so":     {"\"Reach, all\"\n\"Date\",\"Primary\"\n\"2026-01-01\",\"1\"\n", ',', []string{"Reach, all", "Date|Primary", "2026-01-01|1"}},
		"quoted lists between tabs":    {"\"a, b, c, d\"\t\"e\"\n\"1, 2, 3, 4\"\t\"5\"\n", '\t', []string{"a, b, c, d|e", "1, 2, 3, 4|5"}},
		"one column":                   {"a\n1\n", ',', []string{"a", "1"}},
		"empty quoted cells":           {"\"\",\"\"\n\"\",\"x\"\n", ',', []string{"|", "|x"}},
		"trailing cells that are none": {"Views;\nDate;Primary\n", ';', []string{"Views|", "Date|Primary"}},
	} {
		t.Run(name, func(t *testing.T) {
			f, lines := mustRead(t, c.raw)
			if f.Tables[0].Comma != c.comma || !slices.Equal(lines, c.want) {
				t.Errorf("%q: %q\nwant %q", f.Tables[0].Comma, lines, c.want)
			}
		})
	}
}

func TestRecordsLongerThanTheBuffer(t *testing.T) {
	long := strings.Repeat("x, ", 200_000)
	raw := "a,b\n" + strings.Repeat("1,2\n", 70_000) + "3,\"" + long + "\"\n4,5\n"
	_, lines := mustRead(t, raw)
	if len(lines) != 70_003 || lines[70_001] != "3|"+long || lines[70_002] != "4|5" {
		t.Errorf("%d records", len(lines))
	}
}

func TestNumbersAreThoseOfASpreadsheet(t *testing.T) {
	f, err := Open(t.Context(), mustWrite(t, "a.csv", []byte("sep=,\nTitle\n\nDate,Primary\n\"x\ny\",1\n2,2\n")))
	if err != nil {
		t.Fatal(err)
	}
	var got []int
	for _, r := range f.Tables[0].Head {
		got = append(got, r.Number)
	}
	if !slices.Equal(got, []int{1, 3, 4, 5}) {
		t.Errorf("%v", got)
	}
}

func TestHeadCutsLongCells(t *testing.T) {
	f, _ := mustRead(t, "a,b\n1,"+strings.Repeat("x", 5000)+"\n")
	if len(f.Tables[0].Head) != 2 || len(f.Tables[0].Head[1].Cells[1]) != headCell {
		t.Errorf("%d records", len(f.Tables[0].Head))
	}
}
