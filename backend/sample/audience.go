package sample

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
)

// audience is where the followers of an account live, in per cent of them.
type audience struct {
	Countries [][2]any `json:"countries"`
	Cities    [][2]any `json:"cities"`
}

// ages are the shares of women and men by age, in per cent of all followers.
var ages = []struct {
	age        string
	women, men float64
}{
	{"18-24", 8.6, 5.2}, {"25-34", 19.4, 12.1}, {"35-44", 15.2, 11.3}, {"45-54", 8.7, 7.2}, {"55-64", 4.1, 3.6}, {"65+", 2.6, 2},
}

// audienceFiles are the audience pages of the brand's Instagram accounts, as they
// stand on the morning of a download.
func (m *maker) audienceFiles(brandID string, d download) []export {
	var files []export
	for _, l := range m.lines {
		if l.BrandID == brandID && l.Platform == "instagram" && l.audience != nil && !d.brief {
			files = append(files, m.audienceExport(l, d.on))
		}
	}
	return files
}

// audienceExport is the audience page of Meta Business Suite. It names neither
// its day nor its account: whoever fetched it knows.
func (m *maker) audienceExport(l *line, on int) export {
	language := m.client.Language
	var out bytes.Buffer
	fmt.Fprintf(&out, "sep=,\n\"%s\"\n%q,%q,%q\n", say(language, "Age & gender", "Seguidores de Instagram por sexo y edad"),
		say(language, "", "Edad"), say(language, "Women", "Mujeres"), say(language, "Men", "Hombres"))
	// The young leave slowly for elsewhere, and the share of the home grows.
	years := float64(on) / 365
	percent := func(share, drift float64) string {
		v := clamp(share*math.Exp(drift*years)*clamp(m.files.around(1, 0.012), 0.97, 1.03), 0, 96)
		return strconv.FormatFloat(math.Round(v*10)/10, 'f', 1, 64)
	}
	for n, a := range ages {
		drift := 0.05*float64(n) - 0.1
		fmt.Fprintf(&out, "%q,%q,%q\n", a.age, percent(a.women, drift), percent(a.men, drift-0.02))
	}
	for _, block := range []struct {
		title  string
		shares [][2]any
		drift  float64
	}{
		{say(language, "Top cities", "Seguidores de Instagram por principales ciudades"), l.audience.Cities, 0.05},
		{say(language, "Top countries", "Seguidores de Instagram por principales países"), l.audience.Countries, 0.015},
	} {
		names, values := "", ""
		for n, share := range block.shares {
			drift := block.drift
			if n > 0 {
				drift = -block.drift * float64(n%3)
				names, values = names+",", values+","
			}
			names += fmt.Sprintf("%q", share[0])
			values += fmt.Sprintf("%q", percent(share[1].(float64), drift))
		}
		fmt.Fprintf(&out, "\n\"%s\"\n%s\n%s\n", block.title, names, values)
	}
	return export{name: say(language, "Audience", "Público"), data: wide(out.String()), channel: l.ID}
}
