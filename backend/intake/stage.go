package intake

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake/format"
	"github.com/brandloop/brandloop/backend/store"
)

// Kind is that of the actions that imports are: see store.Tx.Unrecorded.
const Kind = "import"

// known reports whether the same bytes came in for the same channels before and
// still stand: then there is nothing to do.
func (t *taking) known() (bool, error) {
	channels, err := t.channels()
	if err != nil {
		return false, err
	}
	var id, skipped, kept string
	found, err := t.tx.Get("SELECT id, added + updated + unchanged, skips, skipped, kept_sums FROM import WHERE hash = ? AND channels = ? AND undone_at IS NULL",
		[]any{t.file.SHA256, channels}, &id, &t.o.Unchanged, &t.o.Skips, &skipped, &kept)
	if err != nil || !found {
		return false, err
	}
	if kept != "" {
		if err := json.Unmarshal([]byte(kept), &t.o.Kept); err != nil {
			return false, fmt.Errorf("read the ledger: %w", err)
		}
	}
	// What it asked was answered then.
	t.o.Same, t.o.Import, t.o.Question = true, &id, ""
	t.listFeeds()
	t.o.Skipped, err = reasons(skipped, t.opt.Language)
	return true, err
}

// before reports whether the same bytes stand where the file itself leaves its channel
// open. Where they came in for several, which is meant stays a question.
func (t *taking) before() (bool, error) {
	var all []string
	err := t.tx.Rows("SELECT DISTINCT channels FROM import WHERE hash = ? AND undone_at IS NULL", []any{t.file.SHA256}, func(r *sql.Rows) error {
		var channels string
		err := r.Scan(&channels)
		all = append(all, channels)
		return err
	})
	if err != nil || len(all) != 1 {
		return false, err
	}
	var ids []string
	if err := json.Unmarshal([]byte(all[0]), &ids); err != nil {
		return false, fmt.Errorf("read the ledger: %w", err)
	}
	feeds := map[string]*Feed{}
	for _, id := range ids {
		c, err := store.Find[brand.Channel](t.tx, id)
		if fault.Is(err, fault.NotFound) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		feeds[id] = &Feed{Channel: c.ID, Platform: c.Platform, Handle: c.Handle}
	}
	t.feeds = feeds
	return t.known()
}

// channels is the JSON of the ids of the channels fed.
func (t *taking) channels() (string, error) {
	ids := []string{}
	for _, f := range t.feeds {
		if !slices.Contains(ids, f.Channel) {
			ids = append(ids, f.Channel)
		}
	}
	slices.Sort(ids)
	raw, err := json.Marshal(ids)
	return string(raw), err
}

func (t *taking) listFeeds() {
	for _, platform := range slices.Sorted(maps.Keys(t.feeds)) {
		f := *t.feeds[platform]
		if i := slices.IndexFunc(t.o.Feeds, func(o Feed) bool { return o.Channel == f.Channel }); i < 0 {
			t.o.Feeds = append(t.o.Feeds, f)
		}
	}
}

// stage brings the file's rows in, or only counts what they would change.
func (t *taking) stage(by string, progress func(int64)) error {
	if t.opt.DryRun {
		if err := t.rows(progress); err != nil {
			return err
		}
		t.listFeeds()
		return nil
	}
	t.id = t.tx.New().ID
	t.tx.Label("intake.did_import", t.file.Name)
	if err := t.tx.Unrecorded(Kind, t.id); err != nil {
		return err
	}
	if err := t.enter(by); err != nil {
		return err
	}
	if err := t.rows(progress); err != nil {
		return err
	}
	t.listFeeds()
	t.o.Import = &t.id
	return t.close()
}

// rows walks the file.
func (t *taking) rows(progress func(int64)) error { return (&posts{taking: t}).walk(progress) }

// enter opens the import's row in the ledger.
func (t *taking) enter(by string) error {
	channels, err := t.channels()
	if err != nil {
		return err
	}
	columns, err := json.Marshal(t.o.Columns)
	if err != nil {
		return err
	}
	said, err := t.said()
	if err != nil {
		return err
	}
	_, err = t.tx.Exec(`INSERT INTO import (id, file, hash, kept, format, channels, size, as_of, from_day, to_day, columns, mapping, who, created_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, t.id, t.file.Name, t.file.SHA256, keptName(t.file.SHA256), t.o.Format,
		channels, t.file.Size, t.sum.To, t.o.From, t.o.To, string(columns), said, by, t.tx.Now)
	if err != nil {
		return fmt.Errorf("open the import: %w", err)
	}
	return nil
}

// saying is what a file does not say of itself, as the ledger keeps it for redo.
type saying struct {
	Year    int             `json:"year,omitempty"` // of the last day of an undated file
	Day     string          `json:"day,omitempty"`  // of a file that says none
	Mapping *format.Mapping `json:"mapping,omitempty"`
}

func (t *taking) said() (string, error) {
	s := saying{Mapping: t.o.Mapping, Day: t.match.Day}
	if t.match.Undated {
		s.Year = t.match.Until.Year()
	}
	if s == (saying{}) {
		return "", nil
	}
	raw, err := json.Marshal(s)
	return string(raw), err
}

// close writes down what became of the rows.
func (t *taking) close() error {
	sums, err := json.Marshal(t.o.Sums)
	if err != nil {
		return err
	}
	skipped, err := json.Marshal(t.skips)
	if err != nil {
		return err
	}
	kept, err := json.Marshal(t.o.Kept)
	if err != nil {
		return err
	}
	_, err = t.tx.Exec("UPDATE import SET read = ?, added = ?, updated = ?, unchanged = ?, skips = ?, skipped = ?, sums = ?, kept_sums = ?, undone_at = NULL WHERE id = ?",
		t.o.Read, t.o.Added, t.o.Updated, t.o.Unchanged, t.o.Skips, string(skipped), string(sums), string(kept), t.id)
	if err != nil {
		return fmt.Errorf("close the import: %w", err)
	}
	return nil
}

// skip leaves out a row, beyond what the format left out.
func (t *taking) skip(s format.Skip) {
	t.o.Skips++
	t.note(s)
}

// note lists a row that was left out and why, in the language of the outcome
// and, for the ledger, in any.
func (t *taking) note(s format.Skip) {
	if len(t.skips) < format.MaxSkips {
		t.skips = append(t.skips, leftOut{s.Row, s.Key, s.Args})
		t.o.Skipped = append(t.o.Skipped, Skipped{s.Row, s.In(t.opt.Language)})
	}
}

// leftOut is a row that was left out, as the ledger keeps it.
type leftOut struct {
	Row  int    `json:"row"`
	Key  string `json:"key"`
	Args []any  `json:"args"` // texts
}

// reasons reads what the ledger keeps of the rows that were left out.
func reasons(kept, language string) ([]Skipped, error) {
	var all []leftOut
	if err := json.Unmarshal([]byte(kept), &all); err != nil {
		return nil, fmt.Errorf("read the ledger: %w", err)
	}
	out := make([]Skipped, 0, len(all))
	for _, s := range all {
		out = append(out, Skipped{s.Row, format.Note{Key: s.Key, Args: s.Args}.In(language)})
	}
	return out, nil
}

// refuseTouched refuses to take away posts that a person has changed since and
// that no other import tells of.
func refuseTouched(tx *store.Tx, id string) error {
	var one int
	found, err := tx.Get(`SELECT 1 FROM post p JOIN change c ON c.row_key = json_array(p.id) AND c.tbl = 'post'
		JOIN action a ON a.id = c.action_id
		WHERE p.import_id = ? AND a.undone_at IS NULL
		AND NOT EXISTS (SELECT 1 FROM post_reading r WHERE r.post_id = p.id AND r.import_id <> p.import_id) LIMIT 1`, []any{id}, &one)
	if err == nil && found {
		err = fault.New(fault.Conflict, "intake.changed_since")
	}
	return err
}
