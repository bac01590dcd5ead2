package community

import (
	"database/sql"
	"math"
	"slices"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/store"
)

// Response is how fast first answers were, in minutes. An entry counts once,
// whatever its quantity.
type Response struct {
	N         int64    `json:"n"`
	MedianMin *float64 `json:"median_min" ts_type:"number | null"` // the mean of the two in the middle where N is even
	P90Min    *float64 `json:"p90_min" ts_type:"number | null"`    // 90th percentile by nearest rank: nine in ten were as fast
	MeanMin   *float64 `json:"mean_min" ts_type:"number | null"`
	Negative  int64    `json:"negative"` // left out: answered, by its times, before it was received
	Missing   int64    `json:"missing"`  // left out: needs an answer, and the time of it is not known
}

const minute = float64(time.Minute / time.Millisecond)

func minutes(ms float64) *float64 {
	m := ms / minute
	return &m
}

// summarize works out the figures of durations in milliseconds, which it sorts.
func (r *Response) summarize(ms []int64) {
	if r.N = int64(len(ms)); r.N == 0 {
		return
	}
	slices.Sort(ms)
	sum := int64(0)
	for _, d := range ms {
		sum += d
	}
	n := len(ms)
	r.MedianMin = minutes(float64(ms[(n-1)/2]+ms[n/2]) / 2)
	r.P90Min = minutes(float64(ms[rank90(int64(n))-1]))
	r.MeanMin = minutes(float64(sum) / float64(n))
}

// rank90 is the place, from 1, of the 90th percentile among n.
func rank90(n int64) int64 { return (9*n + 9) / 10 }

// Responses works out the first response of a scope by the clock.
func Responses(tx *store.Tx, s Scope) (*Response, error) {
	s.OfficeHours = nil
	clock, _, err := s.responses(tx)
	return clock, err
}

// within is the condition of the rows of a scope in an index that begins with
// the month; none reports that there can be no row.
func (s *Scope) within(tx *store.Tx) (where term, none bool, err error) {
	lo, hi, err := span(s.From, s.To, s.Zone)
	if err != nil {
		return where, false, err
	}
	ids, err := channelsOf(tx, s.BrandID, s.ChannelIDs)
	if err != nil || ids != nil && len(ids) == 0 {
		return where, true, err
	}
	from, to := month(lo, s.Zone), month(hi-1, s.Zone)
	switch {
	case from == to && wholeMonth(s.From, s.To):
		where = term{"ym = ?", []any{from}}
	case from == to:
		where = term{"ym = ? AND occurred_at >= ? AND occurred_at < ?", []any{from, lo, hi}}
	default:
		where = term{"ym BETWEEN ? AND ? AND occurred_at >= ? AND occurred_at < ?", []any{from, to, lo, hi}}
	}
	if ids != nil {
		t := anyOf("channel_id", ids)
		where.sql, where.args = where.sql+" AND "+t.sql, append(where.args, t.args...)
	}
	return where, false, nil
}

// month is the month of a moment as column ym keeps it.
func month(ms int64, zone *time.Location) int64 {
	switch {
	case ms < int64(earliest):
		return 0
	case ms >= int64(latest):
		return 999999
	}
	t := time.UnixMilli(ms).In(zone)
	return int64(t.Year()*100) + int64(t.Month())
}

func wholeMonth(from, to string) bool {
	first, errFrom := time.Parse(time.DateOnly, from)
	last, errTo := time.Parse(time.DateOnly, to)
	return errFrom == nil && errTo == nil && first.Day() == 1 && first.AddDate(0, 1, -1).Equal(last)
}

func (s *Scope) responses(tx *store.Tx) (clock, office *Response, err error) {
	clock = &Response{}
	if len(s.OfficeHours) > 0 {
		office = &Response{}
	}
	where, none, err := s.within(tx)
	if err != nil || none {
		return clock, office, err
	}
	if err := clock.leftOut(tx, where); err != nil {
		return nil, nil, err
	}
	from := " FROM activity INDEXED BY activity_response WHERE resp_ms IS NOT NULL AND deleted_at IS NULL AND " + where.sql
	if office == nil && wholeMonth(s.From, s.To) {
		return clock, nil, clock.seek(tx, from, where.args)
	}
	var ms []int64
	var received []int64
	err = tx.Rows("SELECT resp_ms, occurred_at"+from, where.args, func(r *sql.Rows) error {
		var took, at int64
		err := r.Scan(&took, &at)
		ms = append(ms, took)
		if office != nil {
			received = append(received, at)
		}
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	if office != nil {
		// What was received is when it occurred: see Activity.derive.
		office.Negative, office.Missing = clock.Negative, clock.Missing
		office.summarize(newOffice(s.OfficeHours, s.Zone).durations(received, ms))
	}
	clock.summarize(ms)
	return clock, office, nil
}

// leftOut counts what has no response time.
func (r *Response) leftOut(tx *store.Tx, where term) error {
	return tx.Rows("SELECT due, count(*) FROM activity INDEXED BY activity_open WHERE due <> 1 AND deleted_at IS NULL AND "+where.sql+
		" GROUP BY due", where.args, func(rows *sql.Rows) error {
		var due, n int64
		err := rows.Scan(&due, &n)
		if due == backward {
			r.Negative += n
		} else {
			r.Missing += n
		}
		return err
	})
}

// seek reads the figures of one month off an index that is in the order of the
// durations.
func (r *Response) seek(tx *store.Tx, from string, args []any) error {
	var sum float64
	if _, err := tx.Get("SELECT count(*), total(resp_ms)"+from, args, &r.N, &sum); err != nil || r.N == 0 {
		return err
	}
	low, high := int64(math.MaxInt64), int64(0)
	err := tx.Rows("SELECT resp_ms"+from+" ORDER BY resp_ms LIMIT ? OFFSET ?", append(slices.Clone(args), 2-r.N%2, (r.N-1)/2), func(rows *sql.Rows) error {
		var ms int64
		err := rows.Scan(&ms)
		low, high = min(low, ms), max(high, ms)
		return err
	})
	if err != nil {
		return err
	}
	var p90 int64
	// From the far end the 90th percentile is near.
	if _, err := tx.Get("SELECT resp_ms"+from+" ORDER BY resp_ms DESC LIMIT 1 OFFSET ?", append(slices.Clone(args), r.N-rank90(r.N)), &p90); err != nil {
		return err
	}
	r.MedianMin, r.P90Min, r.MeanMin = minutes(float64(low+high)/2), minutes(float64(p90)), minutes(sum/float64(r.N))
	return nil
}

// office measures time by office hours.
type office struct {
	zone  *time.Location
	spans [8][]agency.Span // by weekday, 1 is Monday; in order, not overlapping
}

func newOffice(hours []agency.Span, zone *time.Location) *office {
	o := &office{zone: zone}
	for day := 1; day <= 7; day++ {
		var spans []agency.Span
		for _, s := range hours {
			if s.Day == day {
				spans = append(spans, s)
			}
		}
		slices.SortFunc(spans, func(a, b agency.Span) int {
			if a.From < b.From {
				return -1
			}
			return 1
		})
		for _, s := range spans {
			if n := len(o.spans[day]); n > 0 && s.From <= o.spans[day][n-1].To {
				o.spans[day][n-1].To = max(o.spans[day][n-1].To, s.To)
				continue
			}
			o.spans[day] = append(o.spans[day], s)
		}
	}
	return o
}

// open is one stretch of office hours, with how much there was before it.
type open struct{ from, to, before int64 }

// stretches are the office hours of the days that two moments lie on and those
// between.
func (o *office) stretches(first, last int64) []open {
	var all []open
	sum := int64(0)
	start := time.UnixMilli(first).In(o.zone)
	// Noon exists in every zone on every day.
	day := time.Date(start.Year(), start.Month(), start.Day(), 12, 0, 0, 0, o.zone)
	for ; day.Add(-36*time.Hour).UnixMilli() <= last; day = day.AddDate(0, 0, 1) {
		weekday := int(day.Weekday())
		if weekday == 0 {
			weekday = 7
		}
		for _, s := range o.spans[weekday] {
			from, to := o.at(day, s.From), o.at(day, s.To)
			if to > from {
				all = append(all, open{from, to, sum})
				sum += to - from
			}
		}
	}
	return all
}

// at is a time of day, such as 09:00 or 24:00, as a moment.
func (o *office) at(day time.Time, clock string) int64 {
	hour, minute := int(clock[0]-'0')*10+int(clock[1]-'0'), int(clock[3]-'0')*10+int(clock[4]-'0')
	return time.Date(day.Year(), day.Month(), day.Day(), hour, minute, 0, 0, o.zone).UnixMilli()
}

// durations is how much office time lies between each moment received and as
// many milliseconds later.
func (o *office) durations(received, ms []int64) []int64 {
	if len(received) == 0 {
		return nil
	}
	first, last := received[0], received[0]
	for i, at := range received {
		first, last = min(first, at), max(last, at+ms[i])
	}
	stretches := o.stretches(first, last)
	until := func(at int64) int64 {
		i, _ := slices.BinarySearchFunc(stretches, at, func(s open, at int64) int {
			if s.to <= at {
				return -1
			}
			return 1
		})
		if i == len(stretches) {
			if i == 0 {
				return 0
			}
			s := stretches[i-1]
			return s.before + s.to - s.from
		}
		return stretches[i].before + max(0, at-stretches[i].from)
	}
	took := make([]int64, len(received))
	for i, at := range received {
		took[i] = until(at+ms[i]) - until(at)
	}
	return took
}
