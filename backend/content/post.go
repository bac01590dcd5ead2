// Package content keeps the posts of a brand with their numbers. For now these
// are published posts, as the platforms' exports tell of them.
package content

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// Metrics are the lifetime numbers that a post can have, each a column of table
// post under its key in the metric catalogue.
var Metrics = []string{
	"impressions", "views", "reach", "video_views", "video_views_60s", "watch_time_s",
	"likes", "comments", "shares", "saves", "engagements",
	"clicks", "link_clicks", "other_clicks", "new_followers", "profile_visits",
	"navigation", "sticker_taps", "revenue", "engaged_users",
}

// Engagements is the SQL of a post's engagements: reactions, comments, shares
// and saves, as far as the platform gives them; else the number that it calls so.
const Engagements = `CASE WHEN coalesce(likes, comments, shares, saves) IS NOT NULL
	THEN coalesce(likes, 0) + coalesce(comments, 0) + coalesce(shares, 0) + coalesce(saves, 0) ELSE engagements END`

// Post is one published post. Its numbers are to date as of the last import.
type Post struct {
	store.Row
	ChannelID   string             `json:"channel_id"`
	PlatformID  string             `json:"platform_id"` // the platform's own id
	Permalink   string             `json:"permalink"`   // http(s) or ""
	Title       string             `json:"title"`
	Text        string             `json:"text"`
	Type        string             `json:"type"` // image, carousel, reel, video, story, link, text, other or ""
	PublishedAt store.Instant      `json:"published_at" ts_type:"string"`
	Day         string             `json:"day"`        // of PublishedAt, in the client's time zone
	DurationS   *float64           `json:"duration_s"` // seconds
	Currency    string             `json:"currency"`   // of revenue
	Tags        []string           `gorm:"serializer:json" json:"tags"`
	Pillar      string             `json:"pillar"`
	Metrics     map[string]float64 `gorm:"-" json:"metrics"`
	// Engagements as defined above; EngagementRate is engagements / reach × 100.
	// Missing parts leave them null.
	Engagements    *float64 `gorm:"-" json:"engagements"`
	EngagementRate *float64 `gorm:"-" json:"engagement_rate_reach"`
}

// Filter chooses posts; what is empty does not limit.
type Filter struct {
	Brand    string   `json:"brand"`
	Channels []string `json:"channels"`
	From     string   `json:"from"` // days, both included
	To       string   `json:"to"`
	Types    []string `json:"types"`
	Tags     []string `json:"tags"`     // with any of them; "" are those without any
	Pillars  []string `json:"pillars"`  // "" are those without one
	Weekdays []int    `json:"weekdays"` // published on any of them, 1 is Monday
	Hours    []int    `json:"hours"`    // published within any of them, 0 to 23; of posts whose export tells the day alone it is unknown
	Search   string   `json:"search"`   // words, each a part of the title or the text; case and accents do not count
	Sort     string   `json:"sort"`     // a metric, published_at, type, title or engagement_rate_reach; "" is published_at
	Rising   bool     `json:"rising"`   // smallest first

	Zone *time.Location `json:"-"` // of weekdays and hours; nil is UTC
}

// where is the SQL of the filter over post p and channel c.
func (f Filter) where() (string, []any) {
	parts, args := []string{"p.deleted_at IS NULL", "c.deleted_at IS NULL"}, []any{}
	in := func(column string, values []string) {
		if len(values) > 0 {
			parts = append(parts, column+" IN (?"+strings.Repeat(", ?", len(values)-1)+")")
			for _, v := range values {
				args = append(args, v)
			}
		}
	}
	if f.Brand != "" {
		in("c.brand_id", []string{f.Brand})
	}
	in("p.channel_id", f.Channels)
	in("p.type", f.Types)
	in("p.pillar", f.Pillars)
	if len(f.Tags) > 0 {
		wanted := strings.Repeat(", ?", len(f.Tags))[2:]
		tagged := "EXISTS (SELECT 1 FROM json_each(p.tags) WHERE value COLLATE NOCASE IN (" + wanted + "))"
		if slices.Contains(f.Tags, "") {
			tagged = "(p.tags = '[]' OR " + tagged + ")"
		}
		parts = append(parts, tagged)
		for _, tag := range f.Tags {
			args = append(args, tag)
		}
	}
	if len(f.Weekdays) > 0 {
		parts = append(parts, "week_second(p.published_at, ?) / 86400 + 1 IN ("+numbers(f.Weekdays)+")")
		args = append(args, f.zone().String())
	}
	if len(f.Hours) > 0 {
		// Midnight itself is what an export gives that tells the day alone.
		parts = append(parts, "nullif(week_second(p.published_at, ?) % 86400, 0) / 3600 IN ("+numbers(f.Hours)+")")
		args = append(args, f.zone().String())
	}
	if f.From != "" {
		parts, args = append(parts, "p.day >= ?"), append(args, f.From)
	}
	if f.To != "" {
		parts, args = append(parts, "p.day <= ?"), append(args, f.To)
	}
	for _, word := range strings.Fields(store.Fold(f.Search)) {
		parts = append(parts, "(instr(fold(p.title), ?) > 0 OR instr(fold(p.text), ?) > 0)")
		args = append(args, word, word)
	}
	return strings.Join(parts, " AND "), args
}

// numbers are whole numbers as SQL lists them.
func numbers(all []int) string {
	text := make([]string, len(all))
	for i, n := range all {
		text[i] = strconv.Itoa(n)
	}
	return strings.Join(text, ", ")
}

// rate is the SQL of engagements / reach × 100; null where reach is 0 or blank.
const rate = "(" + Engagements + ") / nullif(reach, 0) * 100"

// order is the SQL of the sorting: posts without the number come last.
func (f Filter) order() (string, error) {
	by := f.Sort
	switch {
	case by == "" || by == "published_at":
		by = "p.published_at"
	case by == "type" || by == "title":
		by = "nullif(p." + by + ", '') COLLATE NOCASE"
	case by == "engagement_rate_reach":
		by = rate
	case by == "engagements":
		by = Engagements
	case slices.Contains(Metrics, by):
		by = "p." + by
	default:
		return "", fault.Bad("sort", "content.sort_unknown", f.Sort)
	}
	way := " DESC"
	if f.Rising {
		way = ""
	}
	return by + way + " NULLS LAST, p.published_at DESC, p.id", nil
}

var columns = "p.id, p.created_at, p.updated_at, p.channel_id, p.platform_id, p.permalink, p.title, p.text, p.type, p.published_at, p.day, p.duration_s, p.currency, p.tags, p.pillar, " +
	Engagements + ", " + rate + ", p." + strings.Join(Metrics, ", p.")

// scan reads a row of columns.
func scan(r *sql.Rows) (Post, error) {
	p := Post{Metrics: map[string]float64{}}
	var tags string
	values := make([]*float64, len(Metrics))
	dest := []any{&p.ID, &p.CreatedAt, &p.UpdatedAt, &p.ChannelID, &p.PlatformID, &p.Permalink, &p.Title, &p.Text, &p.Type,
		&p.PublishedAt, &p.Day, &p.DurationS, &p.Currency, &tags, &p.Pillar, &p.Engagements, &p.EngagementRate}
	for i := range values {
		dest = append(dest, &values[i])
	}
	if err := r.Scan(dest...); err != nil {
		return p, fmt.Errorf("read a post: %w", err)
	}
	if err := json.Unmarshal([]byte(tags), &p.Tags); err != nil {
		return p, fmt.Errorf("tags of post %s: %w", p.ID, err)
	}
	for i, v := range values {
		if v != nil {
			p.Metrics[Metrics[i]] = *v
		}
	}
	return p, nil
}

// Whole is what can be said of all posts of a filter together.
type Whole struct {
	Total   int      `json:"total"`   // posts that the filter lets through
	Metrics []string `json:"metrics"` // that any of them has, in the order of Metrics; engagements as defined above
	Rated   int      `json:"rated"`   // of which EngagementRate is known
}

// List reads the posts of a filter in its order, limit of them after the first
// offset; limit 0 is all.
func List(tx *store.Tx, f Filter, offset, limit int) ([]Post, error) {
	posts := []Post{}
	if limit <= 0 {
		limit = -1
	}
	err := each(tx, f, offset, limit, func(p Post) error {
		posts = append(posts, p)
		return nil
	})
	return posts, err
}

// WholeOf tells how many posts of a filter there are, and of how many each
// number is known. It looks at all of them: ask once for a list, not with each
// of its pages.
func WholeOf(tx *store.Tx, f Filter) (*Whole, error) {
	whole := &Whole{Metrics: []string{}}
	where, args := f.where()
	counts := make([]int, len(Metrics))
	dest, columns := []any{&whole.Total, &whole.Rated}, ""
	for i, m := range Metrics {
		dest = append(dest, &counts[i])
		if m == "engagements" {
			m = Engagements
		}
		columns += ", count(" + m + ")"
	}
	query := "SELECT count(*), count(" + rate + ")" + columns + " FROM post p JOIN channel c ON c.id = p.channel_id WHERE " + where
	if _, err := tx.Get(query, args, dest...); err != nil {
		return nil, fmt.Errorf("count posts: %w", err)
	}
	for i, n := range counts {
		if n > 0 {
			whole.Metrics = append(whole.Metrics, Metrics[i])
		}
	}
	return whole, nil
}

// Each calls fn with every post of a filter in its order, holding one at a time.
func Each(tx *store.Tx, f Filter, fn func(Post) error) error { return each(tx, f, 0, -1, fn) }

func each(tx *store.Tx, f Filter, offset, limit int, fn func(Post) error) error {
	where, args := f.where()
	order, err := f.order()
	if err != nil {
		return err
	}
	// Sorted are the posts' numbers in the table alone; what else is asked of a post
	// is read only of those that are wanted, in the same order.
	return tx.Rows("SELECT "+columns+" FROM (SELECT p.rowid AS n FROM post p JOIN channel c ON c.id = p.channel_id WHERE "+where+
		" ORDER BY "+order+" LIMIT ? OFFSET ?) JOIN post p ON p.rowid = n ORDER BY "+order, append(args, limit, offset), func(r *sql.Rows) error {
		p, err := scan(r)
		if err != nil {
			return err
		}
		return fn(p)
	})
}

// Patch changes the fields of a post that are not nil. Its numbers are the
// platform's and are not changed by hand.
type Patch struct {
	Title *string `json:"title,omitempty"`
	Type  *string `json:"type,omitempty"`
}

// Types are the kinds of posts.
var Types = []string{"image", "carousel", "reel", "video", "story", "link", "text", "other"}

// Update changes a post. Later imports leave its words as they are then.
func Update(tx *store.Tx, id string, patch Patch) error {
	title, err := titleOf(tx, id)
	if err != nil {
		return err
	}
	if patch.Type != nil && *patch.Type != "" && !slices.Contains(Types, *patch.Type) {
		return fault.Bad("type", "content.type_unknown", *patch.Type, strings.Join(Types, ", "))
	}
	tx.Label("content.did_change", title)
	if patch.Title != nil {
		if len([]rune(*patch.Title)) > 300 {
			return fault.Bad("title", "agency.name_long", 300)
		}
		if _, err := tx.Exec("UPDATE post SET title = ?, updated_at = ? WHERE id = ?", strings.TrimSpace(*patch.Title), tx.Now, id); err != nil {
			return err
		}
	}
	if patch.Type != nil {
		if _, err := tx.Exec("UPDATE post SET type = ?, updated_at = ? WHERE id = ?", *patch.Type, tx.Now, id); err != nil {
			return err
		}
	}
	return nil
}

// Delete takes posts away. Imports do not bring them back; undo does.
func Delete(tx *store.Tx, ids []string) error {
	for _, id := range ids {
		title, err := titleOf(tx, id)
		if err != nil {
			return err
		}
		tx.Label("content.did_delete", title)
		if _, err := tx.Exec("UPDATE post SET deleted_at = ?, updated_at = ? WHERE id = ?", tx.Now, tx.Now, id); err != nil {
			return err
		}
	}
	if len(ids) > 1 {
		tx.Label("content.did_delete_many", len(ids))
	}
	return nil
}

// DeleteFound takes away all posts of a filter but the excepted ones.
func DeleteFound(tx *store.Tx, f Filter, except []string) error {
	ids, err := found(tx, f, except)
	if err != nil {
		return err
	}
	return Delete(tx, ids)
}

// found are the ids of all posts of a filter but the excepted ones.
func found(tx *store.Tx, f Filter, except []string) ([]string, error) {
	out := map[string]bool{}
	for _, id := range except {
		out[id] = true
	}
	ids := []string{}
	err := Each(tx, f, func(p Post) error {
		if !out[p.ID] {
			ids = append(ids, p.ID)
		}
		return nil
	})
	return ids, err
}

// titleOf is what a post is called in history: its title, or the beginning of
// its text.
func titleOf(tx *store.Tx, id string) (string, error) {
	var title string
	found, err := tx.Get(`SELECT coalesce(nullif(title, ''), nullif(substr(text, 1, 60), ''), platform_id) FROM post
		WHERE id = ? AND deleted_at IS NULL`, []any{id}, &title)
	if err == nil && !found {
		err = fault.New(fault.NotFound, "store.gone")
	}
	return title, err
}

// Rezone works out the day of every post anew, after the client's time zone
// changed, and of what each import said of it.
func Rezone(tx *store.Tx, day func(store.Instant) string) error {
	type moved struct {
		id  string
		at  store.Instant
		day string
	}
	for table, key := range map[string]string{"post": "id", "post_reading": "post_id"} {
		var all []moved
		err := tx.Rows("SELECT "+key+", published_at, day FROM "+table, nil, func(r *sql.Rows) error {
			var m moved
			if err := r.Scan(&m.id, &m.at, &m.day); err != nil {
				return err
			}
			if d := day(m.at); d != m.day {
				m.day = d
				all = append(all, m)
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("days of %s: %w", table, err)
		}
		for _, m := range all {
			if _, err := tx.Exec("UPDATE "+table+" SET day = ? WHERE "+key+" = ? AND published_at = ?", m.day, m.id, m.at); err != nil {
				return fmt.Errorf("days of %s: %w", table, err)
			}
		}
	}
	return nil
}
