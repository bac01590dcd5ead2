package community

import (
	"database/sql"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/store"
)

// Ruler says where in a list which rows stand, so that any of them is reached
// without walking there.
type Ruler struct {
	Total Total    `json:"total"`
	Step  int      `json:"step"`  // rows between two marks: 200, 400, 800, …
	Marks []string `json:"marks"` // cursors: the page at Marks[i] begins with row (i+1)*Step, counted from 0
}

const (
	firstStep = 200
	// mostMarks bounds what a ruler holds: with so many, every second one is left
	// out and the step doubled. It is even, so that the last one stays.
	mostMarks = 1000
)

// add sets the mark after a further step.
func (r *Ruler) add(at, key int64) {
	r.Marks = append(r.Marks, cursor{at: at, key: key}.String())
	if len(r.Marks) == mostMarks {
		r.Step *= 2
		for i := 1; i < mostMarks; i += 2 {
			r.Marks[i/2] = r.Marks[i]
		}
		r.Marks = r.Marks[:mostMarks/2]
	}
}

// Measure lays a ruler along what the filter finds; along a search only as far
// as reach, and at least 10,000.
func Measure(tx *store.Tx, zone *time.Location, f Filter, reach int) (*Ruler, error) {
	r := &Ruler{Total: Total{Exact: true}, Step: firstStep, Marks: []string{}}
	p, err := f.plan(tx, zone)
	switch {
	case err != nil || p.none:
		return r, err
	case p.search != nil:
		return r, r.alongSearch(tx, p, max(reach, mostCounted))
	default:
		return r, r.alongList(tx, p)
	}
}

// alongList steps from mark to mark: the index is passed over once, and no row
// is read.
func (r *Ruler) alongList(tx *store.Tx, p *plan) error {
	var last *cursor
	for {
		keys, args := p.keys(last)
		next := cursor{}
		found, err := tx.Get(keys+" ORDER BY 1 DESC, 2 DESC LIMIT 1 OFFSET ?", append(args, r.Step-1), &next.at, &next.key)
		if err != nil {
			return err
		}
		if !found {
			_, err = tx.Get("SELECT count(*) FROM ("+keys+")", args, &r.Total.N)
			r.Total.N += int64(len(r.Marks) * r.Step)
			return err
		}
		last = &next
		r.add(next.at, next.key)
	}
}

// alongSearch reads the keys of what a search found.
func (r *Ruler) alongSearch(tx *store.Tx, p *plan, reach int) error {
	query, args, err := p.found(tx, nil, 0, reach+1)
	if err != nil {
		return err
	}
	query = "SELECT s.rowid" + query[strings.Index(query, " FROM activity_search s"):]
	return tx.Rows(query, args, func(rows *sql.Rows) error {
		if r.Total.N == int64(reach) {
			r.Total.Exact = false
			return nil
		}
		var key int64
		if err := rows.Scan(&key); err != nil {
			return err
		}
		if r.Total.N++; r.Total.N%int64(r.Step) == 0 {
			r.add(0, key)
		}
		return nil
	})
}
