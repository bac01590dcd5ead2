package intake

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/content"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake/format"
	"github.com/brandloop/brandloop/backend/kpi"
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
	var id string
	var done int
	found, err := t.tx.Get("SELECT id, added + updated + unchanged FROM import WHERE hash = ? AND channels = ? AND undone_at IS NULL",
		[]any{t.file.SHA256, channels}, &id, &done)
	if found {
		t.o.Same, t.o.Import, t.o.Unchanged = true, &id, done
		t.o.Skips = t.o.Read - done
		t.listFeeds()
	}
	return found, err
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
	if !t.opt.DryRun {
		t.id = store.NewID()
		t.tx.Label("intake.did_import", t.file.Name)
		if err := t.tx.Unrecorded(Kind, t.id); err != nil {
			return err
		}
		if err := t.enter(by); err != nil {
			return err
		}
	}
	if err := t.rows(progress); err != nil {
		return err
	}
	t.listFeeds()
	if t.opt.DryRun {
		return nil
	}
	t.o.Import = &t.id
	return t.close()
}

// rows walks the file.
func (t *taking) rows(progress func(int64)) error {
	posts := &posts{taking: t}
	days := &days{taking: t}
	_, err := t.match.Parse(t.tx.Context(), format.Visitor{Post: posts.take, Reading: days.take, Progress: progress})
	if err == nil {
		err = posts.flush()
	}
	if err == nil {
		err = days.flush()
	}
	return err
}

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
	_, err = t.tx.Exec(`INSERT INTO import (id, file, hash, kept, format, channels, size, as_of, from_day, to_day, columns, who, created_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, t.id, t.file.Name, t.file.SHA256, "files/imports/"+t.file.SHA256+".gz", t.o.Format,
		channels, t.file.Size, t.sum.To, t.o.From, t.o.To, string(columns), by, t.tx.Now)
	if err != nil {
		return fmt.Errorf("open the import: %w", err)
	}
	return nil
}

// close writes down what became of the rows.
func (t *taking) close() error {
	sums, err := json.Marshal(t.o.Sums)
	if err != nil {
		return err
	}
	skipped, err := json.Marshal(t.o.Skipped)
	if err != nil {
		return err
	}
	_, err = t.tx.Exec("UPDATE import SET read = ?, added = ?, updated = ?, unchanged = ?, skips = ?, skipped = ?, sums = ?, undone_at = NULL WHERE id = ?",
		t.o.Read, t.o.Added, t.o.Updated, t.o.Unchanged, t.o.Skips, string(skipped), string(sums), t.id)
	return err
}

// posts are brought in many at a time: most are new, and one statement for each
// would take twice as long.
type posts struct {
	*taking
	batch []*reading
	ids   []string        // of the platform, of the batch
	seen  map[string]bool // a dry run's: two rows of one post count once
}

// mostAtOnce is how many posts one statement inserts: SQLite takes 32766
// parameters, but short statements are as fast.
const mostAtOnce = 20

var (
	insertPosts = func(n int) string {
		one := "(?, ?, ?, ?, ?, ?" + strings.Repeat(", ?", 8+len(content.Metrics)) + ")"
		return "INSERT INTO post (id, channel_id, platform_id, import_id, created_at, updated_at, " + readingColumns + ") VALUES " +
			one + strings.Repeat(", "+one, n-1)
	}
	insertOne  = insertPosts(1)
	insertMany = insertPosts(mostAtOnce)
)

// metricAt is the place of each metric in a reading's values.
var metricAt = func() map[string]int {
	at := map[string]int{}
	for i, m := range content.Metrics {
		at[m] = i
	}
	return at
}()

func (p *posts) take(post *format.Post) error {
	feed := p.feeds[p.match.Platform()]
	if feed == nil {
		for _, feed = range p.feeds {
			break
		}
	}
	if !p.own(post.Account) {
		p.o.skip(post.Row, p.opt.Language, "intake.skip_account", cmpName(post.Account))
		return nil
	}
	feed.Rows++
	published := instant(post.Local, p.w.Zone)
	r := &reading{source: p.id, asOf: p.sum.To, permalink: post.Permalink, title: post.Title, text: post.Text, kind: post.Type,
		published: published, day: published.Day(p.w.Zone), duration: post.DurationS, values: make([]*float64, len(content.Metrics))}
	amounts := make([]float64, len(post.Values))
	for i, v := range post.Values {
		at, ok := metricAt[v.Metric]
		if !ok {
			return fmt.Errorf("posts have no %s", v.Metric)
		}
		amounts[i] = v.Amount
		r.values[at] = &amounts[i]
		if v.Metric == "revenue" {
			r.currency = p.sum.Currency
		}
	}
	if p.opt.DryRun {
		return p.look(feed.Channel, post.PlatformID, r)
	}
	p.batch, p.ids = append(p.batch, r), append(p.ids, post.PlatformID)
	if len(p.batch) < mostAtOnce {
		return nil
	}
	return p.flush()
}

func cmpName(a format.Account) string {
	switch {
	case a.Handle != "":
		return "@" + a.Handle
	case a.Name != "":
		return a.Name
	}
	return a.ID
}

// look counts what a post would change.
func (p *posts) look(channel, id string, r *reading) error {
	s, err := standingPost(p.tx, "channel_id = ? AND platform_id = ?", channel, id)
	if err != nil {
		return err
	}
	if s == nil {
		if p.seen == nil {
			p.seen = map[string]bool{}
		}
		if p.seen[id] {
			p.o.Unchanged++
		} else {
			p.o.Added++
		}
		p.seen[id] = true
		return nil
	}
	r.source = "new"
	p.count(s, s.add(r))
	return nil
}

// count counts a post that stood already.
func (p *posts) count(s *standing, now *reading) {
	switch {
	case now.equal(&s.now):
		p.o.Unchanged++
	default:
		p.o.Updated++
	}
}

// flush writes the batch: as one statement, or where one of its posts stands
// already, post by post.
func (p *posts) flush() error {
	if len(p.batch) == 0 {
		return nil
	}
	batch, ids := p.batch, p.ids
	p.batch, p.ids = p.batch[:0], p.ids[:0]
	channel := ""
	for _, f := range p.feeds {
		channel = f.Channel
	}
	cells := func(i int) []any {
		return append([]any{store.NewID(), channel, ids[i], p.id, p.tx.Now, p.tx.Now}, batch[i].cells()...)
	}
	if len(batch) == mostAtOnce {
		args := make([]any, 0, mostAtOnce*(14+len(content.Metrics)))
		for i := range batch {
			args = append(args, cells(i)...)
		}
		_, err := p.tx.Exec(insertMany, args...)
		if err == nil {
			p.o.Added += len(batch)
			return nil
		}
		// A statement that breaks a unique rule leaves nothing behind.
		if !strings.Contains(err.Error(), "UNIQUE constraint failed") {
			return fmt.Errorf("add posts: %w", err)
		}
	}
	for i, r := range batch {
		s, err := standingPost(p.tx, "channel_id = ? AND platform_id = ?", channel, ids[i])
		if err != nil {
			return err
		}
		if s == nil {
			if _, err := p.tx.Exec(insertOne, cells(i)...); err != nil {
				return fmt.Errorf("add a post: %w", err)
			}
			p.o.Added++
			continue
		}
		p.count(s, s.add(r))
		if err := s.write(p.tx); err != nil {
			return err
		}
	}
	return nil
}

// days are the readings of a file of daily results.
type days struct {
	*taking
	pending []any // cells of rows not written yet
}

const (
	dayCells    = 8
	mostPending = 50 * dayCells
)

var (
	insertDays = func(n int) string {
		one := "(?, ?, ?, ?, ?, ?, ?, ?, 0)"
		return `INSERT INTO measurement (channel_id, metric, grain, day, import_id, value, as_of, created_at, counts) VALUES ` +
			one + strings.Repeat(", "+one, n-1) + ` ON CONFLICT (channel_id, metric, grain, day, import_id) DO UPDATE SET value = max(value, excluded.value)`
	}
	insertDay      = insertDays(1)
	insertManyDays = insertDays(mostPending / dayCells)
)

func (d *days) take(r *format.Reading) error {
	feed := d.feeds[r.Platform]
	if feed == nil {
		d.o.skip(r.Row, d.opt.Language, "intake.skip_platform", r.Platform)
		return nil
	}
	feed.Rows++
	// What counts now, whoever said it.
	var old *float64
	if _, err := d.tx.Get("SELECT value FROM measurement WHERE channel_id = ? AND metric = ? AND grain = ? AND day = ? AND counts = 1 AND import_id <> ''",
		[]any{feed.Channel, r.Metric, r.Grain, r.Day}, &old); err != nil {
		return err
	}
	switch {
	case old == nil:
		d.o.Added++
	case *old == r.Amount:
		d.o.Unchanged++
	default:
		d.o.Updated++
	}
	if d.opt.DryRun {
		return nil
	}
	d.pending = append(d.pending, feed.Channel, r.Metric, r.Grain, r.Day, d.id, r.Amount, d.sum.To, d.tx.Now)
	if len(d.pending) < mostPending {
		return nil
	}
	defer func() { d.pending = d.pending[:0] }()
	_, err := d.tx.Exec(insertManyDays, d.pending...)
	return err
}

// flush writes the rest and elects which of several numbers of one day counts.
func (d *days) flush() error {
	for i := 0; i < len(d.pending); i += dayCells {
		if _, err := d.tx.Exec(insertDay, d.pending[i:i+dayCells]...); err != nil {
			return fmt.Errorf("add a measurement: %w", err)
		}
	}
	if d.opt.DryRun || d.sum.Readings == 0 {
		return nil
	}
	return kpi.ElectImport(d.tx, d.id)
}

// refuseTouched refuses to take away posts that a person has changed since.
func refuseTouched(tx *store.Tx, id string) error {
	var one int
	found, err := tx.Get(`SELECT 1 FROM change c JOIN action a ON a.id = c.action_id
		JOIN post p ON p.id = json_extract(c.row_key, '$[0]')
		WHERE c.tbl = 'post' AND a.undone_at IS NULL AND p.import_id = ?
		AND NOT EXISTS (SELECT 1 FROM post_reading r WHERE r.post_id = p.id) LIMIT 1`, []any{id}, &one)
	if err == nil && found {
		err = fault.New(fault.Conflict, "intake.changed_since")
	}
	return err
}
