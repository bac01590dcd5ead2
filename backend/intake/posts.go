package intake

import (
	"context"
	"fmt"
	"hash/maphash"
	"runtime/debug"
	"strings"

	"github.com/brandloop/brandloop/backend/content"
	"github.com/brandloop/brandloop/backend/intake/format"
	"github.com/brandloop/brandloop/backend/store"
)

// posts brings in the rows of a file. One goroutine reads it, another writes:
// most posts are new, and many in one statement take half the time.
type posts struct {
	*taking
	days   *days
	shares *shares
	stood  bool // posts of the batch before stood already: those of the next will
	seed   maphash.Seed
	seen   map[uint64]uint64 // in a dry run: by the hashes of the ids that the file told of already, the bits of the metrics
}

// arrival is a post on its way in.
type arrival struct {
	feed       *Feed
	row, table int
	beside     bool // is counted with the post before, whose row it stands in
	platformID string
	reading
}

// batch is what is written at once: the posts, and the cells of their rows
// should all be new.
type batch struct {
	posts    []arrival
	cells    []any
	others   []format.Skip // posts of other accounts
	readings []format.Reading
	shares   []format.Share
}

const (
	// mostAtOnce is how many posts one statement inserts: SQLite takes 32766
	// parameters, but short statements are as fast.
	mostAtOnce = 20
	// mostWaiting is how many batches may wait to be written, so that memory
	// stays the same whatever the size of the file.
	mostWaiting = 8
	// mostOthers is how many rows of other accounts, or numbers that are no
	// posts', wait for a batch to fill.
	mostOthers = 500
)

var (
	postCells   = 14 + len(content.Metrics)
	insertPosts = func(n int) string {
		one := "(?" + strings.Repeat(", ?", postCells-1) + ")"
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

// walk reads the file and writes its rows, or in a dry run counts them.
func (p *posts) walk(progress func(int64)) error {
	p.days, p.shares = &days{taking: p.taking}, &shares{taking: p.taking}
	p.seed, p.seen = maphash.MakeSeed(), map[uint64]uint64{}
	ctx, stop := context.WithCancel(p.tx.Context())
	defer stop()
	batches := make(chan *batch, mostWaiting)
	var read error
	go func() {
		defer close(batches)
		defer func() {
			if r := recover(); r != nil {
				read = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
			}
		}()
		read = p.read(ctx, progress, batches)
	}()
	var written error
	for b := range batches {
		if written != nil {
			continue
		}
		if written = p.write(b); written != nil {
			stop()
		}
	}
	if written != nil {
		return written
	}
	if read != nil {
		return read
	}
	if err := p.shares.flush(); err != nil {
		return err
	}
	err := p.days.flush()
	p.o.Kept = p.kept.of(p.taking)
	return err
}

// read walks the file and hands on what is to be written.
func (p *posts) read(ctx context.Context, progress func(int64), to chan<- *batch) error {
	b := &batch{}
	send := func() error {
		select {
		case to <- b:
			b = &batch{}
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	full := func() bool { return len(b.others)+len(b.readings)+len(b.shares) >= mostOthers }
	_, err := p.match.Parse(ctx, format.Visitor{
		Progress: progress,
		Post: func(post *format.Post) error {
			feed := p.feedOf(post.Platform, post.Account)
			switch {
			case feed == nil:
				b.others = append(b.others, p.elsewhere(post.Row, post.Platform, post.Account))
			case !p.own(post.Account):
				b.others = append(b.others, format.Skip{Row: post.Row, Note: format.Note{Key: "intake.skip_account", Args: []any{nameOf(post.Account)}}})
			default:
				if err := p.add(b, feed, post); err != nil || len(b.posts) < mostAtOnce {
					return err
				}
				return send()
			}
			if full() {
				return send()
			}
			return nil
		},
		Reading: func(r *format.Reading) error {
			if b.readings = append(b.readings, *r); full() {
				return send()
			}
			return nil
		},
		Share: func(s *format.Share) error {
			if b.shares = append(b.shares, *s); full() {
				return send()
			}
			return nil
		},
	})
	if err != nil {
		return err
	}
	return send()
}

// add puts a post of the file into a batch.
func (p *posts) add(b *batch, feed *Feed, post *format.Post) error {
	published := instant(post.Local, p.w.Zone)
	if !post.At.IsZero() {
		published = store.At(post.At)
	}
	r := reading{source: p.id, asOf: p.sum.To, permalink: post.Permalink, title: post.Title, text: post.Text, kind: post.Type,
		published: published, day: published.Day(p.w.Zone), values: make([]*float64, len(content.Metrics))}
	if post.DurationS != nil {
		seconds := *post.DurationS
		r.duration = &seconds
	}
	amounts := make([]float64, len(post.Values))
	for i, v := range post.Values {
		at, ok := metricAt[v.Metric]
		if !ok {
			return fmt.Errorf("posts have no %s", v.Metric)
		}
		amounts[i] = v.Amount
		r.values[at] = &amounts[i]
		if v.Metric == "revenue" {
			r.currency = post.Currency
		}
	}
	if b.posts == nil {
		b.posts = make([]arrival, 0, mostAtOnce)
	}
	b.posts = append(b.posts, arrival{feed, post.Row, post.Table, post.Beside, post.PlatformID, r})
	if p.opt.DryRun {
		return nil
	}
	if b.cells == nil {
		b.cells = make([]any, 0, mostAtOnce*postCells)
	}
	b.cells = append(b.cells, p.tx.New().ID, feed.Channel, post.PlatformID, p.id, p.tx.Now, p.tx.Now)
	b.cells = r.appendCells(b.cells)
	return nil
}

func nameOf(a format.Account) string {
	switch {
	case a.Handle != "":
		return "@" + a.Handle
	case a.Name != "":
		return a.Name
	}
	return a.ID
}

// write brings in a batch: as one statement, or where one of its posts stands
// already, post by post.
func (p *posts) write(b *batch) error {
	for _, s := range b.others {
		p.skip(s)
	}
	for i := range b.readings {
		if err := p.days.take(&b.readings[i]); err != nil {
			return err
		}
	}
	for i := range b.shares {
		if err := p.shares.take(&b.shares[i]); err != nil {
			return err
		}
	}
	rows := 0
	for _, a := range b.posts {
		if !a.beside {
			a.feed.Rows++
			rows++
		}
	}
	if !p.opt.DryRun && !p.stood && len(b.posts) == mostAtOnce {
		_, err := p.tx.Exec(insertMany, b.cells...)
		if err == nil {
			p.o.Added += rows
			for i := range b.posts {
				p.kept.post(b.posts[i].table, b.posts[i].values, 0)
			}
			return nil
		}
		// A statement that breaks a unique rule leaves nothing behind.
		if !strings.Contains(err.Error(), "UNIQUE constraint failed") {
			return fmt.Errorf("add posts: %w", err)
		}
	}
	p.stood = false
	found, err := p.standing(b.posts)
	if err != nil {
		return err
	}
	taken := map[[2]string]bool{}
	for i := range b.posts {
		a := &b.posts[i]
		if taken[a.name()] {
			// Two rows of one post: the second meets what became of the first.
			now, err := p.standing(b.posts[i : i+1])
			if err != nil {
				return err
			}
			found[a.name()] = now[a.name()]
		}
		taken[a.name()] = true
		var cells []any
		if !p.opt.DryRun {
			cells = b.cells[i*postCells : (i+1)*postCells]
		}
		if err := p.take(a, cells, found[a.name()]); err != nil {
			return err
		}
	}
	return nil
}

// name is how the file tells the post from others: by channel and the
// platform's id.
func (a *arrival) name() [2]string { return [2]string{a.feed.Channel, a.platformID} }

// standing finds those of the posts that stand.
func (p *posts) standing(posts []arrival) (map[[2]string]*standing, error) {
	names := make([][2]string, len(posts))
	for i := range posts {
		names[i] = posts[i].name()
	}
	all, err := standingPosts(p.tx, postsByPlatform, names)
	if err != nil {
		return nil, fmt.Errorf("find the posts that stand: %w", err)
	}
	found := make(map[[2]string]*standing, len(all))
	for _, s := range all {
		found[[2]string{s.channel, s.platformID}] = s
	}
	return found, nil
}

// take brings in one post and counts it, or in a dry run only counts it; s is
// how it stands, nil when it does not. A second row of the same post counts as
// unchanged.
func (p *posts) take(a *arrival, cells []any, s *standing) error {
	told, again := p.again(a, s)
	if s == nil || !s.deleted {
		p.kept.post(a.table, a.values, told)
	}
	if s == nil {
		if again {
			a.count(&p.o.Unchanged)
			return nil
		}
		a.count(&p.o.Added)
		if p.opt.DryRun {
			return nil
		}
		if _, err := p.tx.Exec(insertOne, cells...); err != nil {
			return fmt.Errorf("add a post: %w", err)
		}
		return nil
	}
	p.stood = true
	before := s.now
	s.add(&a.reading)
	switch {
	case s.deleted:
		p.skip(format.Skip{Row: a.row, Note: format.Note{Key: "intake.skip_deleted"}})
	case again || s.comesTo().equal(&before):
		a.count(&p.o.Unchanged)
	default:
		a.count(&p.o.Updated)
	}
	if p.opt.DryRun {
		return nil
	}
	return s.write(p.tx)
}

// count counts the row of a post, once.
func (a *arrival) count(rows *int) {
	if !a.beside {
		*rows++
	}
}

// again reports whether the file told of the post in an earlier row, and the bits of
// the metrics of which it did.
func (p *posts) again(a *arrival, s *standing) (told uint64, again bool) {
	if !p.opt.DryRun {
		if s == nil || s.from(p.id) == nil {
			return 0, false
		}
		return toldOf(s.from(p.id).values), true
	}
	key := maphash.String(p.seed, a.feed.Channel+a.platformID)
	told, again = p.seen[key]
	p.seen[key] = told | toldOf(a.values)
	return told, again
}
