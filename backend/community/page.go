package community

import (
	"database/sql"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// maxPage bounds how many rows a page holds.
const maxPage = 500

// Slice is one page of the log: newest first by when it happened, and in a
// search newest first by when it was logged.
type Slice struct {
	Rows []Activity `json:"rows"`
	Next string     `json:"next"` // where the next page begins; "": there is none
}

// Total is how many rows a filter finds.
type Total struct {
	N     int64 `json:"n"`
	Exact bool  `json:"exact"` // false: at least so many
}

// cursor is a row of the list: a page begins after it.
type cursor struct{ at, key int64 }

func (c cursor) String() string {
	return strconv.FormatInt(c.at, 10) + "." + strconv.FormatInt(c.key, 10)
}

// parseCursor reads what a page gave as Next or a ruler as a mark, or a day: the
// list then begins with the last entry of that day. "+400" behind any of them
// passes over so many rows; they cost time, so a ruler's marks are nearer.
func parseCursor(text string, zone *time.Location) (c *cursor, skip int, err error) {
	text, over, skips := strings.Cut(text, "+")
	if skips {
		if skip, err = strconv.Atoi(over); err != nil || skip < 0 {
			return nil, 0, fault.New(fault.Invalid, "community.cursor_wrong")
		}
	}
	if text == "" {
		return nil, skip, nil
	}
	if _, err := time.Parse(time.DateOnly, text); err == nil {
		_, hi, err := span("", text, zone)
		return &cursor{hi, beginning}, skip, err
	}
	at, key, ok := strings.Cut(text, ".")
	a, errAt := strconv.ParseInt(at, 10, 64)
	k, errKey := strconv.ParseInt(key, 10, 64)
	if !ok || errAt != nil || errKey != nil {
		return nil, 0, fault.New(fault.Invalid, "community.cursor_wrong")
	}
	return &cursor{a, k}, skip, nil
}

// Page reads at most limit rows of what the filter finds, after the page that
// gave cursor, or from the first. In place of a cursor stands a day
// (YYYY-MM-DD) to begin with its last entry; a search ignores it. "+400" behind
// a cursor, or alone, passes over 400 rows.
func Page(tx *store.Tx, zone *time.Location, f Filter, after string, limit int) (*Slice, error) {
	limit = min(max(limit, 1), maxPage)
	before, skip, err := parseCursor(after, zone)
	if err != nil {
		return nil, err
	}
	s := &Slice{Rows: make([]Activity, 0, limit)}
	p, err := f.plan(tx, zone)
	if err != nil {
		return nil, err
	}
	more := false
	err = p.rows(tx, before, skip, limit+1, func(a *Activity) error {
		if more = len(s.Rows) == limit; !more {
			s.Rows = append(s.Rows, *a)
		}
		return nil
	})
	if more {
		last := s.Rows[limit-1]
		s.Next = cursor{int64(last.OccurredAt), last.Key}.String()
	}
	return s, err
}

// Each calls fn with every activity that the filter finds, in the order of the
// pages. It may not keep the activity.
func Each(tx *store.Tx, zone *time.Location, f Filter, fn func(*Activity) error) error {
	p, err := f.plan(tx, zone)
	if err != nil {
		return err
	}
	return p.rows(tx, nil, 0, -1, fn)
}

// IDs reads which rows stand at a place of the list: at most limit, from where a
// page at cursor would begin. It refuses more than one action can change.
func IDs(tx *store.Tx, zone *time.Location, f Filter, after string, limit int) ([]string, error) {
	if limit > maxBulk {
		return nil, fault.New(fault.Invalid, "community.too_many_found", maxBulk)
	}
	before, skip, err := parseCursor(after, zone)
	if err != nil {
		return nil, err
	}
	p, err := f.plan(tx, zone)
	if err != nil {
		return nil, err
	}
	ids := []string{}
	err = p.rows(tx, before, skip, max(limit, 0), func(a *Activity) error {
		ids = append(ids, a.ID)
		return nil
	})
	return ids, err
}

// rows reads the rows of a plan in the order of the list, skip of them passed
// over.
func (p *plan) rows(tx *store.Tx, before *cursor, skip, limit int, fn func(*Activity) error) error {
	if p.none {
		return nil
	}
	query, args := "", []any(nil)
	if p.search == nil {
		query, args = p.listed(before, skip)
		args = append(args, limit, skip)
	} else {
		var err error
		if query, args, err = p.found(tx, before, skip, limit); err != nil {
			return err
		}
	}
	var a Activity
	scanner := newScanner()
	return tx.Rows(query, args, func(r *sql.Rows) error {
		a = Activity{}
		if err := scanner.scan(r, &a); err != nil {
			return err
		}
		if p.search != nil {
			a.Snippet = p.search.snippet(&a)
		}
		return fn(&a)
	})
}

// listed is the SQL of the rows by when they happened.
func (p *plan) listed(before *cursor, skip int) (string, []any) {
	keys, args := p.keys(before)
	// What is passed over is not read, only its keys.
	if len(p.streams) == 1 && p.index != "" && skip == 0 {
		return strings.Replace(keys, "a.occurred_at AS at, a.key AS key", columns, 1) + " ORDER BY a.occurred_at DESC, a.key DESC LIMIT ? OFFSET ?", args
	}
	return "SELECT " + columns + " FROM (" + keys + " ORDER BY 1 DESC, 2 DESC LIMIT ? OFFSET ?) k CROSS JOIN activity a ON a.key = k.key", args
}

// found is the SQL of the rows of a search by when they were logged. The limit
// is part of the text: a virtual table's statement is made anew whenever one is
// bound.
func (p *plan) found(tx *store.Tx, before *cursor, skip, limit int) (string, []any, error) {
	query := "SELECT " + columns + " FROM activity_search s CROSS JOIN activity a ON a.key = s.rowid WHERE activity_search MATCH ? AND a.deleted_at IS NULL"
	args := []any{p.search.match}
	first, last := int64(1), end
	if before != nil && before.key != beginning {
		last = before.key - 1
	}
	if p.lo != beginning || p.hi != end {
		// The words are not sorted by time, but entries of a time were mostly logged
		// near each other: this bounds where to look.
		var low, high *int64
		if _, err := tx.Get("SELECT min(key), max(key) FROM activity a INDEXED BY activity_time WHERE occurred_at >= ? AND occurred_at < ? AND deleted_at IS NULL",
			[]any{p.lo, p.hi}, &low, &high); err != nil {
			return "", nil, fmt.Errorf("bounds of a search: %w", err)
		}
		if low == nil {
			low, high = new(int64), new(int64)
		}
		first, last = max(first, *low), min(last, *high)
		p.rest = append(p.rest, term{"a.occurred_at >= ? AND a.occurred_at < ?", []any{p.lo, p.hi}})
	}
	query += " AND s.rowid BETWEEN ? AND ?"
	args = append(args, first, last)
	for _, t := range p.rest {
		query += " AND " + t.sql
		args = append(args, t.args...)
	}
	query += " ORDER BY s.rowid DESC LIMIT " + strconv.Itoa(limit)
	if skip > 0 {
		query += " OFFSET " + strconv.Itoa(skip)
	}
	return query, args, nil
}

// mostCounted is how far a search is counted: a word may be in half the log.
const mostCounted = 10_000

// Count tells how many rows the filter finds; of a search beyond 10,000 only
// that there are so many.
func Count(tx *store.Tx, zone *time.Location, f Filter) (*Total, error) {
	p, err := f.plan(tx, zone)
	if err != nil || p.none {
		return &Total{Exact: true}, err
	}
	t := &Total{Exact: true}
	if p.search != nil {
		query, args, err := p.found(tx, nil, 0, mostCounted+1)
		if err != nil {
			return nil, err
		}
		query = "SELECT count(*) FROM (SELECT 1" + query[strings.Index(query, " FROM activity_search s"):] + ")"
		query = strings.Replace(query, " ORDER BY s.rowid DESC", "", 1)
		if _, err := tx.Get(query, args, &t.N); err != nil {
			return nil, err
		}
		if t.N > mostCounted {
			t.N, t.Exact = mostCounted, false
		}
		return t, nil
	}
	keys, args := p.keys(nil)
	_, err = tx.Get("SELECT count(*) FROM ("+keys+")", args, &t.N)
	return t, err
}
