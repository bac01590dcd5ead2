package competitor

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// MostRows bounds a file of numbers.
const MostRows = 20_000

// Record is one row of a file: its number as a spreadsheet shows it, and its
// cells.
type Record struct {
	Number int
	Cells  []string
}

// Problem is why a row of a file cannot be read.
type Problem struct {
	Row  int    `json:"row"`
	Text string `json:"text"` // a sentence in the language asked for
}

// Read is what came of a file of numbers. With problems nothing was written.
type Read struct {
	Rows     int       `json:"rows"`
	Numbers  int       `json:"numbers"`
	Problems []Problem `json:"problems"`
}

// headers are the names of columns in English and Spanish, in lower case.
var headers = map[string][]string{
	"competitor":  {"competitor", "competidor", "competidora", "brand", "marca", "name", "nombre"},
	"platform":    {"platform", "plataforma", "network", "red", "red social"},
	"account":     {"account", "cuenta", "handle", "usuario", "perfil"},
	"day":         {"day", "día", "dia", "date", "fecha"},
	"metric":      {"metric", "métrica", "metrica", "kpi", "indicador"},
	"value":       {"value", "valor", "number", "número", "numero"},
	"followers":   {"followers", "seguidores", "fans"},
	"posts":       {"posts", "publicaciones"},
	"engagements": {"engagements", "engagement", "interacciones", "interactions"},
	"mentions":    {"mentions", "menciones"},
}

func meaning(header string) string {
	header = strings.ToLower(strings.TrimSpace(strings.Trim(header, "\ufeff")))
	for field, names := range headers {
		if slices.Contains(names, header) {
			return field
		}
	}
	return ""
}

// ReadFile understands the rows of a file, the first of which names the columns:
// competitor, platform, day, and either metric and value, or one column a
// metric. It writes all numbers as one action when no row is wrong. file is its
// name, which the numbers keep; language is that of the sentences.
func ReadFile(tx *store.Tx, brandID, language, file string, records []Record) (*Read, error) {
	if len(records) > MostRows+1 {
		return nil, fault.New(fault.Invalid, "competitor.file_long", MostRows)
	}
	columns := map[string]int{}
	at := slices.IndexFunc(records, func(r Record) bool {
		return slices.ContainsFunc(r.Cells, func(c string) bool { return meaning(c) == "competitor" }) &&
			slices.ContainsFunc(r.Cells, func(c string) bool { return meaning(c) == "day" })
	})
	if at < 0 {
		return nil, fault.New(fault.Invalid, "competitor.file_headers")
	}
	for i, cell := range records[at].Cells {
		field := meaning(cell)
		if field == "" {
			continue
		}
		if _, twice := columns[field]; twice {
			return nil, fault.New(fault.Invalid, "competitor.file_twice", cell)
		}
		columns[field] = i
	}
	_, hasMetric := columns["metric"]
	_, hasValue := columns["value"]
	wide := slices.ContainsFunc(Metrics, func(m string) bool { _, ok := columns[m]; return ok })
	if hasMetric != hasValue || hasMetric == wide {
		return nil, fault.New(fault.Invalid, "competitor.file_headers")
	}
	all, err := List(tx, brandID)
	if err != nil {
		return nil, err
	}
	out, numbers, said := &Read{Problems: []Problem{}}, []Number{}, map[[3]string]int{}
	for _, record := range records[at+1:] {
		get := func(field string) string {
			i, ok := columns[field]
			if !ok || i >= len(record.Cells) {
				return ""
			}
			return strings.TrimSpace(record.Cells[i])
		}
		if !slices.ContainsFunc(record.Cells, func(c string) bool { return strings.TrimSpace(c) != "" }) {
			continue
		}
		out.Rows++
		found, err := rowOf(all, get, hasMetric)
		for _, n := range found {
			if err != nil {
				break
			}
			if err = n.check(); err != nil {
				break
			}
			if before, twice := said[[3]string{n.AccountID, n.Metric, n.Day}]; twice {
				err = fault.Bad("day", "competitor.row_twice", before)
			}
			said[[3]string{n.AccountID, n.Metric, n.Day}] = record.Number
		}
		if err != nil {
			f := fault.Of(err)
			if f == nil {
				return nil, err
			}
			out.Problems = append(out.Problems, Problem{record.Number, f.In(language)})
			continue
		}
		for _, n := range found {
			n.file, n.row = file, record.Number
			numbers = append(numbers, n)
		}
	}
	if len(out.Problems) > 0 {
		return out, nil
	}
	out.Numbers = len(numbers)
	return out, Set(tx, numbers)
}

// rowOf reads the numbers of one row; an empty cell is no number.
func rowOf(all []Competitor, get func(string) string, long bool) ([]Number, error) {
	account, err := accountOf(all, get("competitor"), get("platform"), get("account"))
	if err != nil {
		return nil, err
	}
	day, err := dayOf(get("day"))
	if err != nil {
		return nil, err
	}
	cells := map[string]string{}
	if long {
		metric := meaning(get("metric"))
		if !slices.Contains(Metrics, metric) {
			return nil, fault.Bad("metric", "competitor.metric_unknown", get("metric"))
		}
		cells[metric] = get("value")
	} else {
		for _, m := range Metrics {
			cells[m] = get(m)
		}
	}
	var found []Number
	for _, m := range Metrics {
		if cells[m] == "" || cells[m] == "-" || cells[m] == "–" {
			continue
		}
		v, err := wholeOf(cells[m])
		if err != nil {
			return nil, err
		}
		found = append(found, Number{AccountID: account, Metric: m, Day: day, Value: &v})
	}
	return found, nil
}

func accountOf(all []Competitor, name, platform, handle string) (string, error) {
	i := slices.IndexFunc(all, func(c Competitor) bool { return strings.EqualFold(c.Name, strings.Join(strings.Fields(name), " ")) })
	if i < 0 {
		return "", fault.Bad("competitor", "competitor.row_unknown", name)
	}
	key := strings.ReplaceAll(strings.ToLower(strings.TrimSpace(platform)), " ", "_")
	if platform != "" && !slices.Contains(brand.Platforms, key) {
		return "", fault.Bad("platform", "brand.platform_unknown", platform, strings.Join(brand.Platforms, ", "))
	}
	bare := func(s string) string { return strings.ToLower(strings.TrimLeft(s, "'@ ")) }
	var found []string
	for _, a := range all[i].Accounts {
		if (platform == "" || a.Platform == key) && (handle == "" || bare(a.Handle) == bare(handle)) {
			found = append(found, a.ID)
		}
	}
	switch len(found) {
	case 0:
		return "", fault.Bad("platform", "competitor.row_no_account", all[i].Name, strings.TrimSpace(platform+" "+handle))
	case 1:
		return found[0], nil
	}
	return "", fault.Bad("platform", "competitor.row_which", all[i].Name)
}

// dayOf reads a day as 2026-10-31, or as 31/10/2026 where only one reading is
// possible.
func dayOf(text string) (string, error) {
	text, _, _ = strings.Cut(strings.TrimSpace(text), " ")
	text, _, _ = strings.Cut(text, "T")
	if t, err := time.Parse(time.DateOnly, text); err == nil {
		return t.Format(time.DateOnly), nil
	}
	plain := strings.NewReplacer(".", "/", "-", "/").Replace(text)
	dmy, err1 := time.Parse("2/1/2006", plain)
	mdy, err2 := time.Parse("1/2/2006", plain)
	switch {
	case err1 == nil && err2 == nil && !dmy.Equal(mdy):
		return "", fault.Bad("day", "competitor.day_unclear", text)
	case err1 == nil:
		return dmy.Format(time.DateOnly), nil
	case err2 == nil:
		return mdy.Format(time.DateOnly), nil
	}
	return "", fault.Bad("day", "kpi.day_wrong", text)
}

// wholeOf reads a count: digits, in groups of three or not. 1.5 is none.
func wholeOf(text string) (float64, error) {
	bare := strings.NewReplacer("\u00a0", "", "\u202f", "", " ", "").Replace(text)
	for _, sign := range []string{".", ","} {
		groups := strings.Split(bare, sign)
		if len(groups) > 1 && len(groups[0]) <= 3 && groups[0] != "" && !slices.ContainsFunc(groups[1:], func(g string) bool { return len(g) != 3 }) {
			bare = strings.Join(groups, "")
			break
		}
	}
	v, err := strconv.ParseUint(bare, 10, 53)
	if err != nil {
		return 0, fault.Bad("value", "competitor.row_count", text)
	}
	return float64(v), nil
}
