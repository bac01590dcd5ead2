package read

import "testing"

func TestHeader(t *testing.T) {
	for in, want := range map[string]string{
		"\ufeffPost ID":              "post id",
		" Phone\u00a0number clicks ": "phone number clicks",
		"Wieder\u00adgabezeit":       "wiedergabezeit",
		"Publicacio\u0301n":          "publicación",
		"Two\n lines":                "two lines",
	} {
		if got := Header(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

func TestMissing(t *testing.T) {
	for _, s := range []string{"", " ", "\u00a0", "-", "--", " --", "—", "N/A", "undefined", "NAN", "(not set)", "< 1%", "< 10%"} {
		if !Missing([]byte(s)) {
			t.Errorf("%q is missing", s)
		}
	}
	for _, s := range []string{"0", "-1", "none of it", "0.0", "nano"} {
		if Missing([]byte(s)) {
			t.Errorf("%q is not missing", s)
		}
	}
}

func TestNumber(t *testing.T) {
	point, comma := Style{Decimal: '.'}, Style{Decimal: ','}
	english, spanish := Style{'.', ','}, Style{',', '.'}
	for _, c := range []struct {
		style Style
		cell  string
		want  float64
	}{
		{point, "0", 0}, {point, " 12 ", 12}, {point, "-3", -3}, {point, "−3", -3}, {point, "+4", 4}, {point, "6513.409", 6513.409},
		{point, "7.48E-6", 7.48e-6}, {point, "376.0", 376}, {point, ".5", 0.5}, {point, "5.", 5}, {comma, "10,34", 10.34},
		{english, "1,286.58", 1286.58}, {english, "1,234,567", 1234567}, {english, "12", 12}, {spanish, "1.247", 1247}, {spanish, "8651,95", 8651.95},
	} {
		if got, ok := c.style.Number([]byte(c.cell)); !ok || got != c.want {
			t.Errorf("%q is %v %v, want %v", c.cell, got, ok, c.want)
		}
	}
	for _, c := range []struct {
		style Style
		cell  string
	}{
		{point, ""}, {point, "."}, {point, "-"}, {point, "NaN"}, {point, "Inf"}, {point, "-infinity"}, {point, "0x1F"}, {point, "1_000"}, {point, "1,5"},
		{point, "1.2.3"}, {point, "12%"}, {point, "1e"}, {point, "1e+"}, {point, "1e999"}, {point, "1e+-3"}, {point, "1e1_0"}, {point, "--1"}, {point, "1 000"}, {point, "٣"},
		{english, "1,23"}, {english, "12,34.5"}, {english, ",123"}, {english, "1234,567"}, {english, "1,"}, {comma, "1.5"},
	} {
		if got, ok := c.style.Number([]byte(c.cell)); ok {
			t.Errorf("%q came out as %v", c.cell, got)
		}
	}
}

func TestScientific(t *testing.T) {
	for s, want := range map[string]bool{"1.47689E+18": true, "1,47689E+18": true, "7E5": true, "939005954986064": false, "Ended": false, "1e": false} {
		if Scientific([]byte(s)) != want {
			t.Errorf("%q", s)
		}
	}
}
