package format

import (
	"context"
	"math"
	"strings"

	"github.com/brandloop/brandloop/backend/metric"
)

// split is a part that a table has in groups or days, and perhaps as a whole too.
type split struct {
	rows         []int // those of no group and no day
	groups       int
	whole, parts map[string]float64
}

// wholes are the rows of a table that bear no group and no day and hold what the
// groups or days of the same part come to: they would count it twice.
func (m *Table) wholes(ctx context.Context) (map[int]bool, error) {
	if !m.format.Sums || !m.has(Group) && !m.has(Day) || m.file.Size > maxStyled {
		return nil, nil
	}
	splits := map[string]*split{}
	t := newTally(&Match{file: m.file, tables: []*Table{m}}, Visitor{})
	err := eachRow(ctx, m, t, func(r *row, number int) (string, []any, error) {
		key := strings.Join(append(r.part(), string(r.text(From)), string(r.text(To)), r.currency(m)), "\x00")
		s := splits[key]
		if s == nil {
			s = &split{whole: map[string]float64{}, parts: map[string]float64{}}
			splits[key] = s
		}
		sums := s.parts
		if len(r.text(Group))+len(r.text(Day)) == 0 {
			s.rows, sums = append(s.rows, number), s.whole
		} else {
			s.groups++
		}
		r.each(func(key string, amount float64) {
			if f := metric.Find(key, metric.Channel); f != nil && f.Kind == metric.Flow {
				sums[key] += amount
			}
		})
		return "", nil, nil
	})
	if err != nil {
		return nil, err
	}
	found := map[int]bool{}
	for _, s := range splits {
		if len(s.rows) == 1 && s.groups > 0 && s.same() {
			found[s.rows[0]] = true
		}
	}
	return found, nil
}

// same reports whether the whole is what the groups come to, each of them rounded to
// the cent.
func (s *split) same() bool {
	some := false
	for key, v := range s.whole {
		if math.Abs(v-s.parts[key]) > 0.005*float64(s.groups+1) {
			return false
		}
		some = some || v != 0
	}
	for key, v := range s.parts {
		if _, ok := s.whole[key]; !ok && v != 0 {
			return false
		}
	}
	return some
}
