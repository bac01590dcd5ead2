package intake

import (
	"cmp"
	"database/sql"
	"encoding/json"
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
	kept      bool       // stands in post_reading as it is
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
	id         string
	channel    string
	platformID string
	source     *string
	deleted    bool
	touched    bool // a person changed its words by hand
	now        reading
	readings   []*reading
	gone       []string // imports whose readings were dropped
}

// The ways to name the posts that standingPosts reads, by a JSON list.
const (
	postsByID       = "p.id = j.value"
	postsByPlatform = "p.channel_id = j.value ->> 0 AND p.platform_id = j.value ->> 1" // of pairs
)

// standingPosts reads the posts of a list, as far as they stand, and what
// imports said of them: three queries whatever their number.
func standingPosts(tx *store.Tx, by string, list any) ([]*standing, error) {
	named, err := json.Marshal(list)
	if err != nil {
		return nil, err
	}
	all, byID, ids := []*standing{}, map[string]*standing{}, []string{}
	err = tx.Rows("SELECT p.id, p.channel_id, p.platform_id, p.import_id, p.deleted_at IS NOT NULL, p."+strings.ReplaceAll(readingColumns, ", ", ", p.")+
		" FROM json_each(?) j CROSS JOIN post p WHERE "+by, []any{string(named)}, func(rows *sql.Rows) error {
		s := &standing{}
		err := rows.Scan(append([]any{&s.id, &s.channel, &s.platformID, &s.source, &s.deleted}, s.now.fields()...)...)
		if byID[s.id] == nil {
			all, ids, byID[s.id] = append(all, s), append(ids, s.id), s
		}
		return err
	})
	if err != nil || len(all) == 0 {
		return nil, err
	}
	found, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	// The words before the first change by hand are the import's.
	words := map[string][2]string{}
	err = tx.Rows(`SELECT j.value, coalesce(json_extract(c.before, '$.title'), ''), coalesce(json_extract(c.before, '$.type'), '')
		FROM json_each(?) j CROSS JOIN change c JOIN action a ON a.id = c.action_id
		WHERE c.row_key = json_array(j.value) AND c.tbl = 'post' AND a.undone_at IS NULL ORDER BY c.seq`, []any{string(found)}, func(rows *sql.Rows) error {
		var id string
		var first [2]string
		err := rows.Scan(&id, &first[0], &first[1])
		if s := byID[id]; s != nil && !s.touched {
			s.touched, words[id] = true, first
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	err = tx.Rows("SELECT r.post_id, r.import_id, coalesce(i.as_of, ''), r."+strings.ReplaceAll(readingColumns, ", ", ", r.")+
		" FROM json_each(?) j CROSS JOIN post_reading r LEFT JOIN import i ON i.id = r.import_id WHERE r.post_id = j.value ORDER BY r.post_id, r.import_id",
		[]any{string(found)}, func(rows *sql.Rows) error {
			var id string
			r := &reading{kept: true}
			err := rows.Scan(append([]any{&id, &r.source, &r.asOf}, r.fields()...)...)
			if s := byID[id]; s != nil {
				s.readings = append(s.readings, r)
			}
			return err
		})
	if err != nil {
		return nil, err
	}
	since := map[string]string{} // last days of imports
	for _, s := range all {
		if len(s.readings) > 0 {
			continue
		}
		// One import alone: what stands is what it said.
		alone := s.now
		if first, touched := words[s.id]; touched {
			alone.title, alone.kind = first[0], first[1]
		}
		if s.source != nil {
			alone.source = *s.source
			asOf, known := since[alone.source]
			if !known {
				if _, err := tx.Get("SELECT as_of FROM import WHERE id = ?", []any{alone.source}, &asOf); err != nil {
					return nil, err
				}
				since[alone.source] = asOf
			}
			alone.asOf = asOf
		}
		s.readings = []*reading{&alone}
	}
	return all, nil
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
		old.kept = false
		return
	}
	s.readings = append(s.readings, r)
}

// drop takes what an import said off a post.
func (s *standing) drop(source string) {
	s.gone = append(s.gone, source)
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
// any, the post goes. What stands as it should is left alone.
func (s *standing) write(tx *store.Tx) error {
	for _, source := range s.gone {
		if _, err := tx.Exec("DELETE FROM post_reading WHERE post_id = ? AND import_id = ?", s.id, source); err != nil {
			return err
		}
	}
	if len(s.readings) == 0 {
		_, err := tx.Exec("DELETE FROM post WHERE id = ?", s.id)
		return err
	}
	// What one import says is kept apart only where the post does not show it.
	apart := len(s.readings) > 1 || s.touched
	if !apart && s.readings[0].kept {
		if _, err := tx.Exec("DELETE FROM post_reading WHERE post_id = ?", s.id); err != nil {
			return err
		}
	}
	for _, r := range s.readings {
		if !apart || r.kept {
			continue
		}
		if _, err := tx.Exec(keepReading, r.appendCells([]any{s.id, r.source})...); err != nil {
			return fmt.Errorf("keep what an import says: %w", err)
		}
	}
	first := slices.MinFunc(s.readings, func(a, b *reading) int { return cmp.Compare(a.source, b.source) })
	to := s.comesTo()
	if s.source != nil && *s.source == first.source && to.equal(&s.now) {
		return nil
	}
	var source any
	if first.source != "" {
		source = first.source
	}
	_, err := tx.Exec(rewritePost, append(to.appendCells([]any{source, tx.Now}), s.id)...)
	return err
}

var (
	keepReading = "INSERT OR REPLACE INTO post_reading (post_id, import_id, " + readingColumns + ") VALUES (?, ?" + strings.Repeat(", ?", 8+len(content.Metrics)) + ")"
	rewritePost = "UPDATE post SET import_id = ?, updated_at = ?, " + strings.ReplaceAll(readingColumns, ", ", " = ?, ") + " = ? WHERE id = ?"
)
