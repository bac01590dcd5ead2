package intake

import (
	"cmp"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/content"
	"github.com/brandloop/brandloop/backend/store"
)

// reading is what one import says of a post, or what all of them come to.
type reading struct {
	source    string // the import; "" is what stood before any
	asOf      string // last day of its file
	permalink string
	title     string
	text      string
	kind      string
	published store.Instant
	day       string
	duration  *float64
	currency  string
	values    []*float64 // in the order of content.Metrics
}

// readingColumns are those of post and of post_reading alike.
var readingColumns = "permalink, title, text, type, published_at, day, duration_s, currency, " + strings.Join(content.Metrics, ", ")

// fields are where the columns are read into, and what is written of them.
func (r *reading) fields() []any {
	if r.values == nil {
		r.values = make([]*float64, len(content.Metrics))
	}
	all := []any{&r.permalink, &r.title, &r.text, &r.kind, &r.published, &r.day, &r.duration, &r.currency}
	for i := range r.values {
		all = append(all, &r.values[i])
	}
	return all
}

// cells are the values of the columns.
func (r *reading) cells() []any { return r.appendCells(nil) }

func (r *reading) appendCells(to []any) []any {
	to = append(to, r.permalink, r.title, r.text, r.kind, int64(r.published), r.day, number(r.duration), r.currency)
	for _, v := range r.values {
		to = append(to, number(v))
	}
	return to
}

func number(v *float64) any {
	if v == nil {
		return nil
	}
	return *v
}

// equal reports whether two readings say the same.
func (r *reading) equal(other *reading) bool { return slices.Equal(r.cells(), other.cells()) }

// merge is what several readings come to, whatever their order: of each number
// the newest that is positive (of two as new the larger), 0 where only zeros
// were said, missing where nothing was; of the words the newest that is not
// blank, of those as new the one that sorts last.
func merge(all []*reading) *reading {
	sorted := slices.Clone(all)
	slices.SortFunc(sorted, func(a, b *reading) int {
		// Not by source, which would be the order of the imports.
		return cmp.Or(cmp.Compare(a.asOf, b.asOf), cmp.Compare(a.published, b.published), cmp.Compare(a.text, b.text), cmp.Compare(a.title, b.title),
			cmp.Compare(a.kind, b.kind), cmp.Compare(a.permalink, b.permalink), cmp.Compare(a.currency, b.currency), cmp.Compare(a.seconds(), b.seconds()))
	})
	out := &reading{values: make([]*float64, len(content.Metrics))}
	since := make([]string, len(content.Metrics)) // as of when the number is
	for _, r := range sorted {
		say(&out.permalink, r.permalink)
		say(&out.title, r.title)
		say(&out.text, r.text)
		say(&out.kind, r.kind)
		say(&out.currency, r.currency)
		if r.duration != nil && *r.duration != 0 || out.duration == nil {
			out.duration = r.duration
		}
		out.published, out.day = r.published, r.day
		for i, v := range r.values {
			old := out.values[i]
			switch {
			case v == nil:
			case old == nil, *old == 0 && *v != 0, *v != 0 && (r.asOf > since[i] || *v > *old):
				out.values[i], since[i] = v, r.asOf
			}
		}
	}
	return out
}

// seconds is the length of a post, 0 where it is not said.
func (r *reading) seconds() float64 {
	if r.duration == nil {
		return 0
	}
	return *r.duration
}

func say(to *string, text string) {
	if text != "" {
		*to = text
	}
}

// together joins two rows of one file that tell of the same post: of each number
// the larger, of the words those that came first.
func together(a, b *reading) *reading {
	out := *a
	out.values = slices.Clone(a.values)
	for i, v := range b.values {
		if v != nil && (out.values[i] == nil || *v > *out.values[i]) {
			out.values[i] = v
		}
	}
	return &out
}

// standing is a post as the file holds it.
type standing struct {
	id       string
	source   *string
	deleted  bool
	touched  bool // a person changed its words by hand
	now      reading
	readings []*reading
}

// standingPost reads a post and what imports said of it; nil when there is none.
func standingPost(tx *store.Tx, where string, args ...any) (*standing, error) {
	var s standing
	found, err := tx.Get("SELECT id, import_id, deleted_at IS NOT NULL, "+readingColumns+" FROM post WHERE "+where, args,
		append([]any{&s.id, &s.source, &s.deleted}, s.now.fields()...)...)
	if err != nil || !found {
		return nil, err
	}
	alone := s.now
	// The words before the first change by hand are the import's.
	s.touched, err = tx.Get(`SELECT coalesce(json_extract(c.before, '$.title'), ''), coalesce(json_extract(c.before, '$.type'), '')
		FROM change c JOIN action a ON a.id = c.action_id
		WHERE c.row_key = json_array(?) AND c.tbl = 'post' AND a.undone_at IS NULL ORDER BY c.seq LIMIT 1`, []any{s.id}, &alone.title, &alone.kind)
	if err != nil {
		return nil, err
	}
	err = tx.Rows("SELECT r.import_id, coalesce(i.as_of, ''), r."+strings.ReplaceAll(readingColumns, ", ", ", r.")+
		" FROM post_reading r LEFT JOIN import i ON i.id = r.import_id WHERE r.post_id = ? ORDER BY r.import_id", []any{s.id}, func(rows *sql.Rows) error {
		r := &reading{}
		err := rows.Scan(append([]any{&r.source, &r.asOf}, r.fields()...)...)
		s.readings = append(s.readings, r)
		return err
	})
	if err != nil || len(s.readings) > 0 {
		return &s, err
	}
	// One import alone: what stands is what it said.
	if s.source != nil {
		alone.source = *s.source
		if _, err := tx.Get("SELECT as_of FROM import WHERE id = ?", []any{alone.source}, &alone.asOf); err != nil {
			return nil, err
		}
	}
	s.readings = []*reading{&alone}
	return &s, nil
}

// from is what an import said of the post, nil when it did not.
func (s *standing) from(source string) *reading {
	for _, r := range s.readings {
		if r.source == source {
			return r
		}
	}
	return nil
}

// add takes in what an import says of a post that stands.
func (s *standing) add(r *reading) {
	if old := s.from(r.source); old != nil {
		*old = *together(old, r)
		return
	}
	s.readings = append(s.readings, r)
}

// drop takes what an import said off a post.
func (s *standing) drop(source string) {
	s.readings = slices.DeleteFunc(s.readings, func(r *reading) bool { return r.source == source })
}

// comesTo is what the post's readings come to. Words that a person has changed
// by hand stay.
func (s *standing) comesTo() *reading {
	now := merge(s.readings)
	if s.touched {
		now.title, now.kind = s.now.title, s.now.kind
	}
	return now
}

// write brings a post and its readings to what its readings come to; without
// any, the post goes.
func (s *standing) write(tx *store.Tx) error {
	if _, err := tx.Exec("DELETE FROM post_reading WHERE post_id = ?", s.id); err != nil {
		return err
	}
	if len(s.readings) == 0 {
		_, err := tx.Exec("DELETE FROM post WHERE id = ?", s.id)
		return err
	}
	// What one import says is kept apart only where the post does not show it.
	if len(s.readings) > 1 || s.touched {
		for _, r := range s.readings {
			if _, err := tx.Exec(keepReading, r.appendCells([]any{s.id, r.source})...); err != nil {
				return fmt.Errorf("keep what an import says: %w", err)
			}
		}
	}
	first := slices.MinFunc(s.readings, func(a, b *reading) int { return cmp.Compare(a.source, b.source) })
	var source any
	if first.source != "" {
		source = first.source
	}
	_, err := tx.Exec(rewritePost, append(s.comesTo().appendCells([]any{source, tx.Now}), s.id)...)
	return err
}

var (
	keepReading = "INSERT INTO post_reading (post_id, import_id, " + readingColumns + ") VALUES (?, ?" + strings.Repeat(", ?", 8+len(content.Metrics)) + ")"
	rewritePost = "UPDATE post SET import_id = ?, updated_at = ?, " + strings.ReplaceAll(readingColumns, ", ", " = ?, ") + " = ? WHERE id = ?"
)
